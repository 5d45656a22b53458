public import KernelTable

/// The kernels of this module's instruction set.
public let table = unsafe KernelTable(
  instructionSet: "baseline", matrixProduct: matrixProduct, transpose: transpose,
  columnSums: columnSums, embed: embed, embedGradient: embedGradient, normalize: normalize,
  normalizeGradient: normalizeGradient, gelu: gelu, geluTanh: geluTanh, relu: relu,
  multiply: multiply, scaledAdd: scaledAdd, scale: scale, softmax: softmax,
  softmaxGradient: softmaxGradient, crossEntropy: crossEntropy, moments: moments, dot: dot,
  similarity: similarity, adamW: adamW, sgd: sgd)
