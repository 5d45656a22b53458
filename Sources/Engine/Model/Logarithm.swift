#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The logarithm that the standard library lacks.
public enum Logarithm {
  /// log10 x.
  public static func base10(_ x: Double) -> Double { log10(x) }
}
