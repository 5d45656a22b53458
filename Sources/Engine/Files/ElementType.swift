/// The element types of safetensors files.
enum ElementType: String, Hashable, Sendable {
  case f64 = "F64"
  case f32 = "F32"
  case f16 = "F16"
  case bf16 = "BF16"
  case i64 = "I64"
  case i32 = "I32"
  case i16 = "I16"
  case i8 = "I8"
  case u64 = "U64"
  case u32 = "U32"
  case u16 = "U16"
  case u8 = "U8"
  case bool = "BOOL"
  case c64 = "C64"
  case f8e4m3 = "F8_E4M3"
  case f8e5m2 = "F8_E5M2"

  /// Bytes of one element.
  var size: Int {
    switch self {
    case .f64, .i64, .u64, .c64: 8
    case .f32, .i32, .u32: 4
    case .f16, .bf16, .i16, .u16: 2
    case .i8, .u8, .bool, .f8e4m3, .f8e5m2: 1
    }
  }

  /// Whether its numbers are read.
  var isRead: Bool {
    switch self {
    case .f64, .f32, .f16, .bf16, .i64: true
    case .i32, .i16, .i8, .u64, .u32, .u16, .u8, .bool, .c64, .f8e4m3, .f8e5m2: false
    }
  }
}

extension Float {
  /// The value of an IEEE half, which every Float holds exactly.
  init(half bits: UInt16) {
    let magnitude = UInt32(bits & 0x7fff)
    let sign = UInt32(bits & 0x8000) << 16
    switch magnitude {
    case 0x7c00...: self.init(bitPattern: sign | 0x7f80_0000 | (magnitude & 0x3ff) << 13)
    case 0x400...: self.init(bitPattern: sign | (magnitude << 13) + 0x3800_0000)
    default:
      let small = Float(magnitude) * 0x1p-24
      self.init(bitPattern: sign | small.bitPattern)
    }
  }
}
