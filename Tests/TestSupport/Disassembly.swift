public import Engine

/// Which functions of a program need more than every x86-64 processor has, by a listing of
/// `objdump -d --no-show-raw-insn`.
public struct Disassembly {
  /// A function, and the first of its instructions that needs most.
  public struct Function: Hashable, Sendable {
    /// Its symbol.
    public var symbol: String
    /// The lowest set that has all its instructions.
    public var needs: InstructionSet
    /// Mnemonic and operands.
    public var instruction: String
  }

  /// The functions beyond the baseline, in the order of the listing.
  public private(set) var functions: [Function] = []
  /// Instructions read, those of the baseline too.
  public private(set) var instructionCount = 0

  /// Reads a listing.
  public init(_ listing: String) {
    var symbol = "no symbol"
    for line in listing.utf8.split(separator: UInt8(ascii: "\n")) {
      if line.first != UInt8(ascii: " ") {
        // `000000000003a0b0 <symbol>:`
        if let start = line.firstIndex(of: UInt8(ascii: "<")), line.last == UInt8(ascii: ":") {
          symbol = String(Substring(line[start...].dropFirst().dropLast(2)))
        }
        continue
      }
      // `   3a0b4:⇥vmovups (%rdi),%zmm0`
      guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { continue }
      instructionCount += 1
      note(Substring(line[tab...].dropFirst()), in: symbol)
    }
  }

  private mutating func note(_ instruction: Substring, in symbol: String) {
    let needs = Self.needs(instruction)
    guard needs != .baseline else { return }
    let function = Function(symbol: symbol, needs: needs, instruction: String(instruction))
    if functions.last?.symbol != symbol {
      functions.append(function)
    } else if needs == .x86V4, functions.last?.needs == .x86V3 {
      functions[functions.count - 1] = function
    }
  }

  /// The lowest set that has an instruction, written as objdump writes it.
  static func needs(_ instruction: Substring) -> InstructionSet {
    var mnemonic = instruction.utf8.prefix { $0 != UInt8(ascii: " ") }
    if prefixes.contains(Substring(mnemonic)) {
      let words = instruction.split(separator: " ").drop { prefixes.contains($0) }
      mnemonic = (words.first ?? "").utf8[...]
    }
    switch mnemonic.first {
    // Vector instructions begin with v, those on masks with k; nothing else begins with k.
    case UInt8(ascii: "v"):
      guard !notVectors.contains(Substring(mnemonic)) else { return .baseline }
      return wide.contains(where: instruction.contains) ? .x86V4 : .x86V3
    case UInt8(ascii: "k"): return .x86V4
    default: return scalars.contains(Substring(mnemonic)) ? .x86V3 : .baseline
    }
  }

  private static let prefixes: Set<Substring> = [
    "lock", "rep", "repz", "repnz", "data16", "addr32", "cs", "ds", "es", "fs", "gs", "ss",
    "notrack", "bnd", "rex.W", "{evex}", "{vex}",
  ]
  private static let notVectors: Set<Substring> = ["verr", "verw"]
  /// tzcnt is left out: the baseline has the same bytes as another way to write bsf.
  private static let scalars: Set<Substring> = [
    "andn", "bextr", "blsi", "blsmsk", "blsr", "bzhi", "crc32", "lzcnt", "movbe", "mulx", "pdep",
    "pext", "popcnt", "rorx", "sarx", "shlx", "shrx",
  ]
  /// What marks 512 bits, a mask, or one of the registers 16 to 31.
  private static let wide = ["%zmm", "%k"] + (16...31).map { "mm\($0)" }
}
