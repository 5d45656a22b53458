import TestSupport
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension RealTerminal {
  @Suite struct SoakTests {
    private static let isLong = unsafe getenv("SOAK") != nil
    private static let eventCount = isLong ? 50_000 : 2_000

    /// Keys that people press, bytes that nobody types, sizes; never `q` or a signal.
    @Test func randomEventsNeverGetItStuck() throws {
      let terminal = try PseudoTerminal()
      try terminal.wait(forText: title)
      var random = SmallRandom(seed: 7)
      var last: [String] = []
      for _ in 0..<Self.eventCount {
        switch random.next() % 20 {
        case 0:
          let columns = Int.random(in: 1...400, using: &random)
          let rows = Int.random(in: 1...100, using: &random)
          last.append("\(columns)x\(rows)")
          terminal.resize(columns: columns, rows: rows)
        case 1:
          let bytes = (0..<20).map { _ in Self.harmless(random.next()) }
          last.append("\(bytes)")
          try terminal.type(bytes)
        default:
          let key = Self.keys[Int(random.next() % UInt64(Self.keys.count))]
          last.append(key)
          try terminal.type(key)
        }
        last = last.suffix(200)
        try #require(!terminal.child.hasEnded(), "\(last)")
      }
      terminal.resize(columns: 80, rows: 24)
      // Whatever layer is open: escape closes it, and q quits. Two escapes in a row are two.
      try terminal.type(String(repeating: "\u{1b}", count: 20) + "q")
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.unrestored == [])
    }

    private static let keys = [
      " ", ".", "r", "n", "N", "i", "w", "[", "]", "-", "+", "=", "h", "j", "k", "l", "m", "L", "u",
      "U", "\t", "?", "\r", "\u{1b}", "\u{1b}[A", "\u{1b}OB", "\u{1b}[C", "\u{1b}OD", "\u{0c}",
      "\u{1b}[1;5A", "中", "é", "1", "2", "4", "6", "a", "s", "t", "g", "\u{7f}", "\u{1b}[5~",
      "\u{1b}[6~",
      "\u{1b}[<0;8;9M", "\u{1b}[<0;16;12M", "\u{1b}[<0;60;10M", "\u{1b}[<0;5;24M", "\u{1b}[<0;8;9m",
      "\u{1b}[<35;30;12M", "\u{1b}[<35;70;9M", "\u{1b}[<64;9;9M", "\u{1b}[<65;9;9M",
      "\u{1b}[200~qi\rn\u{1b}[201~", ":", ":norm p\t\t\r", ":layers 3\r", ":layers 12\r",
      ":warmup 5\r", ":theme light\r", ":batch 1025\r", ":until 9\r", ":nonsense\r", "/", "N",
    ]

    /// Any byte but those that quit or stop.
    private static func harmless(_ bits: UInt64) -> UInt8 {
      let byte = UInt8(truncatingIfNeeded: bits)
      return [0x03, 0x1a, 0x1c, 0x13, 0x11, UInt8(ascii: "q")].contains(byte)
        ? 0xff : byte
    }
  }
}
