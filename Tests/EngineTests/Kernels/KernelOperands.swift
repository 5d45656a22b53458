import Foundation
import KernelTable
import Testing

/// What surrounds an operand, so that a kernel which leaves it is caught.
enum Fence: CaseIterable {
  /// NaNs of one pattern on both sides: a write is seen, a read that counts spreads.
  case canaries
  /// An inaccessible page right behind, or right before: the first touch traps.
  case wallBehind, wallBefore
}

/// The operands of one kernel call, each fenced; inputs must come back as they went in.
@safe
final class Operands {
  @safe private struct Operand {
    var memory: UnsafeMutableRawBufferPointer
    var base: UnsafeMutablePointer<Float>
    var count: Int
    var expected: [UInt32]?
    /// Canaries before and after, in floats.
    var margins: (before: Int, after: Int)
  }

  private let fence: Fence
  private var operands: [Operand] = []
  private static let canary: UInt32 = 0x7fc5_a5a5
  private static let margin = 37

  init(_ fence: Fence) {
    self.fence = fence
  }

  deinit {
    for operand in operands { unsafe munmap(operand.memory.baseAddress, operand.memory.count) }
  }

  /// Numbers that the kernel may only read.
  func input(_ values: [Float]) -> Source {
    unsafe Source(make(values, isInput: true))
  }

  /// Numbers that the kernel changes.
  func changed(_ values: [Float]) -> Target {
    unsafe make(values, isInput: false)
  }

  /// Room that the kernel overwrites: NaN until it does.
  func output(_ count: Int) -> Target {
    unsafe make(Array(repeating: Float(bitPattern: Self.canary), count: count), isInput: false)
  }

  private func make(_ values: [Float], isInput: Bool) -> Target {
    let page = Int(getpagesize())
    let body = (4 * (values.count + 2 * Self.margin) + page - 1) / page * page
    let total = body + 2 * page
    // Every mapping is its own, with an inaccessible page at each end.
    guard
      let start = unsafe mmap(
        nil, total, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      unsafe start != MAP_FAILED
    else { preconditionFailure("no memory for an operand") }
    unsafe mprotect(start, page, PROT_NONE)
    unsafe mprotect(start + page + body, page, PROT_NONE)
    let floats = unsafe (start + page).bindMemory(to: Float.self, capacity: body / 4)
    unsafe floats.update(repeating: Float(bitPattern: Self.canary), count: body / 4)
    let before =
      switch fence {
      case .canaries: Self.margin
      case .wallBehind: body / 4 - values.count
      case .wallBefore: 0
      }
    let base = unsafe floats + before
    for (index, value) in values.enumerated() { unsafe base[index] = value }
    unsafe operands.append(
      Operand(
        memory: UnsafeMutableRawBufferPointer(start: start, count: total), base: base,
        count: values.count, expected: isInput ? values.map(\.bitPattern) : nil,
        margins: (before, body / 4 - before - values.count)))
    return unsafe base
  }

  /// The floats at `target`.
  func read(_ target: Target, _ count: Int) -> [Float] {
    unsafe Array(UnsafeBufferPointer(start: target, count: count))
  }

  /// Expects every fence whole and every input unchanged.
  func verify(_ name: String) {
    #expect(damage == [], "\(name)")
  }

  /// What was written where nothing may be, in words.
  var damage: [String] {
    var damage: [String] = []
    for (index, operand) in operands.enumerated() {
      let first = unsafe operand.base - operand.margins.before
      let end = unsafe operand.base + operand.count
      let isWhole =
        (0..<operand.margins.before).allSatisfy {
          unsafe first[$0].bitPattern == Self.canary
        }
        && (0..<operand.margins.after).allSatisfy { unsafe end[$0].bitPattern == Self.canary }
      if !isWhole { damage.append("wrote outside operand \(index)") }
      guard let expected = operand.expected else { continue }
      let values = unsafe read(operand.base, operand.count).map(\.bitPattern)
      if values != expected { damage.append("changed input \(index)") }
    }
    return damage
  }
}
