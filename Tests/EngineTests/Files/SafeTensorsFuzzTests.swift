import TestSupport
import Testing

@testable import Engine

/// Damaged files: whatever is accepted must be a sound file, and nothing may crash.
@Suite struct SafeTensorsFuzzTests {
  /// 250 seeds of 4,000 files are a million.
  static let seeds: [UInt64] = Closeness.isSoaking ? Array(1...250) : [1, 2, 3, 4]

  @Test(arguments: seeds)
  func damagedFilesNeverCrashNorPassAsGarbage(seed: UInt64) {
    let valid = SafeTensorsTests.sample.bytes
    var accepted = 0
    for index in 0..<4000 {
      var random = RandomStream(seed: seed, name: "fuzz", index: index)
      let bytes = Self.damaged(valid, &random)
      let file: SafeTensors
      do throws(FileError) { file = try SafeTensors(bytes: bytes.span).renamed() } catch {
        #expect(error.description.utf8.count < 400)
        continue
      }
      accepted += 1
      Self.checkSoundness(file, byteCount: bytes.count)
    }
    // Damage to the numbers, to letters of names and to metadata leaves a sound file.
    #expect(accepted > 100 && accepted < 3000, "\(accepted)")
  }

  @Test func everyTruncationIsRefused() {
    let valid = SafeTensorsTests.sample.bytes
    for count in 0..<valid.count {
      let cut = Array(valid[..<count])
      #expect(SafeTensorsTests.fault(cut) != nil, "cut to \(count)")
    }
  }

  /// A file that was accepted accounts for each of its data bytes and writes back the same.
  static func checkSoundness(_ file: SafeTensors, byteCount: Int) {
    var dataCount = 0
    for tensor in file.tensors {
      let count = tensor.shape.reduce(1, *)
      switch tensor.values {
      case .float(let numbers): #expect(numbers.count == count)
      case .integer(let numbers): #expect(numbers.count == count)
      }
      dataCount += tensor.byteCount
    }
    #expect(dataCount <= byteCount - 8)
    #expect(Set(file.tensors.map(\.name)).count == file.tensors.count)
    let again = file.bytes
    #expect((try? SafeTensors(bytes: again.span))?.bytes == again)
  }

  static func damaged(_ valid: [UInt8], _ random: inout RandomStream) -> [UInt8] {
    var bytes = valid
    let tokens = ["{", "}", "[", "]", ",", ":", "\"", "-", "9", "0", "1e9", "\\u", "null", "F32"]
    for _ in 0...random.below(3) {
      let place = random.below(bytes.count)
      switch random.below(5) {
      case 0: bytes[place] = UInt8(truncatingIfNeeded: random.bits())
      case 1: bytes[place] ^= 1 << UInt8(random.below(8))
      case 2: bytes.remove(at: place)
      case 3: bytes.insert(contentsOf: tokens[random.below(tokens.count)].utf8, at: place)
      default:
        let other = random.below(bytes.count)
        bytes.swapAt(place, other)
      }
    }
    return bytes
  }
}
