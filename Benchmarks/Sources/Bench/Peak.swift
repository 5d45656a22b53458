import CMachine

/// What the machine can do at the moment: neighbours take their share of it, so it is asked often.
enum Peak {
  /// Floating-point operations per second, in about 30 ms.
  static func now(threads: Int) -> Double {
    machine_multiply_adds(Int32(threads), 0.03)
  }

  /// What `body` answers, and the peak around it: the mean of just before and just after.
  static func around<Result>(
    threads: Int, _ body: () throws -> Result
  ) rethrows -> (result: Result, peak: Double) {
    let before = now(threads: threads)
    let result = try body()
    return (result, (before + now(threads: threads)) / 2)
  }

  static var vectors: String { unsafe String(cString: machine_vectors()) }

  /// Bytes per second from and to memory.
  static func bandwidth(threads: Int) -> Double {
    machine_triad(Int32(threads), 0.05)
  }
}
