#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The logarithm that the standard library lacks, and its inverse.
public enum Logarithm {
  /// log10 x.
  public static func base10(_ x: Double) -> Double { log10(x) }

  /// 10 to the power of x.
  public static func power10(_ x: Double) -> Double { pow(10, x) }
}
