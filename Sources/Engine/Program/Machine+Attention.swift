import KernelTable

// Attention works head by head: a head is a contiguous slice of h = d/heads columns of query, key,
// value and context, and its T × T weights lie together. T is the sequence length.

extension Machine {
  /// Calls `body` with the offsets of every (sequence, head) of a shard: first float of the
  /// head's slice in a stream-shaped slot, and of its weights.
  private func forEachHead(_ shard: Int, _ body: (_ slice: Int, _ weights: Int) -> Void) {
    let length = configuration.sequence
    for sequence in 0..<shards[shard].sequences {
      for head in 0..<configuration.heads {
        body(
          sequence * length * configuration.width + head * configuration.headWidth,
          (sequence * configuration.heads + head) * length * length)
      }
    }
  }

  /// s = q·kᵀ.
  func attentionScores(_ query: Slot, _ key: Slot, _ scores: Slot, _ shard: Int) {
    let length = configuration.sequence
    let width = configuration.width
    let head = configuration.headWidth
    let q = unsafe at(query, shard)
    let k = unsafe at(key, shard)
    let s = unsafe at(scores, shard)
    let turned = unsafe at(slots.scratch.transposed, shard)
    let scratch = unsafe kernelScratch(shard)
    forEachHead(shard) { slice, weights in
      unsafe kernels.transpose(length, head, k + slice, width, turned, length)
      unsafe kernels.matrixProduct(
        length, length, head, q + slice, width, 1, turned, length, nil, s + weights, length, false,
        scratch)
    }
  }

  /// c = p·v.
  func attentionMix(_ probabilities: Slot, _ value: Slot, _ context: Slot, _ shard: Int) {
    let length = configuration.sequence
    let width = configuration.width
    let p = unsafe at(probabilities, shard)
    let v = unsafe at(value, shard)
    let c = unsafe at(context, shard)
    let scratch = unsafe kernelScratch(shard)
    forEachHead(shard) { slice, weights in
      unsafe kernels.matrixProduct(
        length, configuration.headWidth, length, p + weights, length, 1, v + slice, width, nil,
        c + slice, width, false, scratch)
    }
  }

  /// dp = dc·vᵀ, dv = pᵀ·dc.
  func attentionMixGradient(
    _ probabilities: Slot, _ value: Slot, _ dContext: Slot, _ dProbabilities: Slot,
    _ dValue: Slot, _ shard: Int
  ) {
    let length = configuration.sequence
    let width = configuration.width
    let head = configuration.headWidth
    let p = unsafe at(probabilities, shard)
    let v = unsafe at(value, shard)
    let dc = unsafe at(dContext, shard)
    let dp = unsafe at(dProbabilities, shard)
    let dv = unsafe at(dValue, shard)
    let turned = unsafe at(slots.scratch.transposed, shard)
    let scratch = unsafe kernelScratch(shard)
    forEachHead(shard) { slice, weights in
      unsafe kernels.transpose(length, head, v + slice, width, turned, length)
      unsafe kernels.matrixProduct(
        length, length, head, dc + slice, width, 1, turned, length, nil, dp + weights, length,
        false, scratch)
      unsafe kernels.matrixProduct(
        length, head, length, p + weights, 1, length, dc + slice, width, nil, dv + slice, width,
        false, scratch)
    }
  }

  /// dq = ds·k, dk = dsᵀ·q.
  func attentionScoresGradient(
    _ query: Slot, _ key: Slot, _ dScores: Slot, _ dQuery: Slot, _ dKey: Slot, _ shard: Int
  ) {
    let length = configuration.sequence
    let width = configuration.width
    let head = configuration.headWidth
    let q = unsafe at(query, shard)
    let k = unsafe at(key, shard)
    let ds = unsafe at(dScores, shard)
    let dq = unsafe at(dQuery, shard)
    let dk = unsafe at(dKey, shard)
    let scratch = unsafe kernelScratch(shard)
    forEachHead(shard) { slice, weights in
      unsafe kernels.matrixProduct(
        length, head, length, ds + weights, length, 1, k + slice, width, nil, dq + slice, width,
        false, scratch)
      unsafe kernels.matrixProduct(
        length, head, length, ds + weights, 1, length, q + slice, width, nil, dk + slice, width,
        false, scratch)
    }
  }
}
