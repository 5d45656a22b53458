import Foundation

/// What a process answers after its first step, as one line of JSON.
public struct FirstStep: Codable, Hashable, Sendable {
  /// Which program, and which release of it.
  public var version: String
  /// The loss of that step.
  public var loss: Double

  /// Says that a step was trained.
  public init(version: String, loss: Double) {
    self.version = version
    self.loss = loss
  }
}

/// What a process answers after a round, as one line of JSON.
public struct Round: Codable, Hashable, Sendable {
  /// Steps trained.
  public var steps: Int
  /// How long they took.
  public var seconds: Double
  /// Processor time of all its threads meanwhile.
  public var processorSeconds: Double
  /// The most memory it had so far.
  public var residentBytes: Int
  /// The last loss.
  public var loss: Double

  /// Collects a round's facts.
  public init(
    steps: Int, seconds: Double, processorSeconds: Double, residentBytes: Int, loss: Double
  ) {
    self.steps = steps
    self.seconds = seconds
    self.processorSeconds = processorSeconds
    self.residentBytes = residentBytes
    self.loss = loss
  }

  /// Steps per second.
  public var rate: Double { Double(steps) / seconds }
}

/// Values as lines of JSON.
public enum Line {
  /// Reads a line; throws where it is something else.
  public static func read<Value: Decodable>(_ line: String) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(line.utf8))
  }

  /// Writes a line, without its end.
  public static func text(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }
}
