public import KernelTable

/// The kernels of this module's instruction set.
public let table = unsafe KernelTable(
  instructionSet: name, matrixProduct: matrixProduct, transpose: transpose,
  columnSums: columnSums, embed: embed, embedGradient: embedGradient, normalize: normalize,
  normalizeGradient: normalizeGradient, gelu: gelu, geluTanh: geluTanh, relu: relu,
  multiply: multiply, scaledAdd: scaledAdd, scale: scale, softmax: softmax,
  softmaxGradient: softmaxGradient, crossEntropy: crossEntropy, moments: moments, dot: dot,
  similarity: similarity, adamW: adamW, sgd: sgd)

#if X86_V4
  private let name: StaticString = "x86-64-v4"
#elseif X86_V3
  private let name: StaticString = "x86-64-v3"
#else
  private let name: StaticString = "baseline"
#endif
