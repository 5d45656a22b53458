#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Arithmetic {
  /// The formula, computed again from the numbers shown; see the type for how.
  public var evaluated: Double {
    switch form {
    case .lookup, .scaledSum: Double(multiplyAdd(number(.scale), input, number(.other)))
    case .normalization: Double(normalized)
    case .sum: Double(productSum)
    case .product: Double(input * number(.other))
    case .softmax: exp(scaled(wide(.input))) / exponentials
    case .activation: activated
    case .crossEntropy:
      wide(.weight) * (exp(wide(.input) - wide(.largest)) / exponentials - wide(.target))
    case .normalizationGradient: inputGradient
    case .softmaxGradient:
      wide(.scale) * wide(.probability) * (wide(.input) - termProducts)
    case .clipping:
      wide(.clip) > 0
        ? Double(Float(min(wide(.clip) / (wide(.gradientNorm) + 1e-6), 1))) : 1
    case .update: Double(updated)
    }
  }

  /// How far `evaluated` may be from the result: 0 where the engine's order is the formula's.
  public var tolerance: Double {
    switch form {
    case .softmax: 1e-5 * Double(result) + 1e-37
    case .activation: 1e-6 * abs(wide(.input)) + 1e-37
    case .crossEntropy: wide(.weight) * (1e-5 * wide(.probability) + 5e-7)
    case .normalizationGradient:
      4e-6 * wide(.rstd)
        * (abs(wide(.weighted)) + meanMagnitude { Double($0.first) }
          + abs(wide(.normalized)) * meanMagnitude { Double($0.first) * Double($0.second) })
    case .softmaxGradient:
      4e-6 * wide(.scale) * wide(.probability)
        * (abs(wide(.input))
          + terms.reduce(0) { $0 + abs(Double($1.first) * Double($1.second)) })
    case .lookup, .scaledSum, .product, .normalization, .sum, .clipping, .update: 0
    }
  }

  private func number(_ symbol: Symbol) -> Float { Float(wide(symbol)) }

  private func wide(_ symbol: Symbol) -> Double { self[symbol] ?? 0 }

  private var input: Float { number(.input) }

  /// a·b + c as the kernels take it.
  private func multiplyAdd(_ a: Float, _ b: Float, _ c: Float) -> Float {
    isFused ? c.addingProduct(a, b) : a * b + c
  }

  private var productSum: Float {
    terms.reduce(number(.start)) { multiplyAdd($1.first, $1.second, $0) }
  }

  private var normalized: Float {
    let value = (input - number(.mean)) * number(.rstd) * number(.gain)
    return self[.bias] == nil ? value : value + number(.bias)
  }

  private func scaled(_ score: Double) -> Double {
    (score - wide(.largest)) * (self[.scale] ?? 1)
  }

  private var exponentials: Double { terms.reduce(0) { $0 + exp(scaled(Double($1.first))) } }

  private var termProducts: Double {
    terms.reduce(0) { $0 + Double($1.first) * Double($1.second) }
  }

  private func meanMagnitude(_ value: (Term) -> Double) -> Double {
    terms.reduce(0) { $0 + abs(value($1)) } / Double(terms.count)
  }

  private var activated: Double {
    let x = wide(.input)
    switch activation {
    case .relu: return max(x, 0)
    case .gelu: return 0.5 * x * erfc(-x / 2.0.squareRoot())
    case .geluTanh:
      let u = (2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)
      // ½(1 + tanh u) without the difference of nearly equal numbers.
      return x / (1 + exp(-2 * u))
    }
  }

  private var inputGradient: Double {
    // RMSNorm takes no mean off.
    let mean =
      self[.weightedMean] == 0
      ? 0 : terms.reduce(0) { $0 + Double($1.first) } / Double(terms.count)
    let projection = termProducts / Double(terms.count)
    return wide(.rstd) * (wide(.weighted) - mean - wide(.normalized) * projection)
  }

  private var updated: Float {
    // An update that would write a number that is not finite is not applied.
    guard self[.rate] != nil else { return number(.start) }
    return self[.stepSize] == nil ? descended : adamW
  }

  private var descended: Float {
    number(.start) * number(.decayFactor)
      - number(.rate) * (input * number(.gradientScale))
  }

  /// Loshchilov and Hutter 2019, algorithm 2, in the kernel's order; β = (0.9, 0.999), ε = 1e-8.
  private var adamW: Float {
    let gradient = input * number(.gradientScale)
    var first = number(.firstMoment)
    first += (gradient - first) * 0.1
    let second = number(.secondMoment) * 0.999 + gradient * gradient * 0.001
    let root = second.squareRoot() * number(.rootScale) + 1e-8
    return number(.start) * number(.decayFactor) - number(.stepSize) * (first / root)
  }
}
