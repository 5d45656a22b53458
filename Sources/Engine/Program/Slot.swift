import KernelTable

/// One named array of the arena, by its place in the layout.
///
/// Every shard has its own copy.
public struct Slot: Hashable, Sendable {
  let index: Int
}

/// The name, role, shape and place of one slot: the only declaration of all four.
public struct SlotDeclaration: Hashable, Sendable {
  /// `3.attention.sum`, layers from 1.
  public let name: String
  /// What it holds.
  let role: TensorRole
  /// Rows of one sequence: its tokens, or heads × tokens for attention weights.
  let rowsPerSequence: Int
  /// Floats of one row.
  let columns: Int
  /// First float in a shard's part of the arena.
  let offset: Int
}

/// The slots of one sublayer's forward pass.
///
/// `normOut` and `normAdd` share their floats: no
/// placement has both.
struct SublayerSlots: Hashable, Sendable {
  var normIn: Slot
  var normInMean: Slot
  var normInRstd: Slot
  /// query, key, value, probabilities, context, or preactivation, activation.
  var inner: [Slot]
  var branch: Slot
  var normOut: Slot
  var normAdd: Slot
  var normMean: Slot
  var normRstd: Slot
  var gated: Slot?
  var sum: Slot
  /// ∂L/∂ the stream that leaves the sublayer.
  var gradient: Slot
}

/// What lives only while one sublayer is passed; all sublayers share it.
struct ScratchSlots: Hashable, Sendable {
  /// The raw branch, where backward does not ask for it again.
  var branch: Slot
  var scores: Slot
  /// One head's keys or values, transposed, `[head width, tokens]`.
  var transposed: Slot
  var dSum: Slot
  var dGated: Slot
  var dBranch: Slot
  var dNormIn: Slot
  var dBranchInput: Slot
  var dQuery: Slot
  var dKey: Slot
  var dValue: Slot
  var dContext: Slot
  /// ∂L/∂probabilities, then in the same place ∂L/∂scores.
  var dScores: Slot
  /// ∂L/∂activation, then in the same place ∂L/∂preactivation.
  var dHidden: Slot
}

/// All slots of a configuration, whatever its wiring: rewiring allocates nothing.
struct SlotLayout: Sendable {
  private(set) var declarations: [SlotDeclaration] = []
  /// Floats of one shard's part of the arena.
  private(set) var count = 0
  /// Most sequences that one shard holds.
  let sequences: Int
  private(set) var sublayers: [SublayerSlots] = []
  private var sequenceLength: Int
  private var width: Int

  var embedding = Slot(index: 0)
  var embeddingGradient = Slot(index: 0)
  var final = Slot(index: 0)
  var finalMean = Slot(index: 0)
  var finalRstd = Slot(index: 0)
  var finalGradient = Slot(index: 0)
  var logits = Slot(index: 0)
  var dLogits = Slot(index: 0)
  private(set) var scratch: ScratchSlots
  /// Where the kernels' own scratch lies in a shard's part.
  private(set) var kernelScratch = 0

  init(_ configuration: Configuration) {
    let shards = configuration.shardCount
    sequences = (configuration.batch + shards - 1) / shards
    sequenceLength = configuration.sequence
    width = configuration.width
    let none = Slot(index: 0)
    scratch = ScratchSlots(
      branch: none, scores: none, transposed: none, dSum: none, dGated: none, dBranch: none,
      dNormIn: none,
      dBranchInput: none, dQuery: none, dKey: none, dValue: none, dContext: none, dScores: none,
      dHidden: none)
    embedding = stream(.value(.embedding))
    embeddingGradient = stream(.gradient(.stream))
    // Backward needs the gradients of two streams at a time: sublayers' kinds take turns.
    let gradients = SublayerKind.allCases.map { stream(.gradient(.stream), of: $0.rawValue) }
    for index in 0..<configuration.sublayerCount {
      sublayers.append(
        declareSublayer(
          Sublayer(index: index), gradient: gradients[index % gradients.count], configuration))
    }
    final = stream(.value(.final))
    finalMean = declare(.value(.mean), of: "final_norm", columns: 1)
    finalRstd = declare(.value(.rstd), of: "final_norm", columns: 1)
    finalGradient = stream(.gradient(.final))
    logits = declare(.value(.logits), columns: configuration.classCount)
    dLogits = declare(.gradient(.logits), columns: configuration.classCount)
    scratch = declareScratch(configuration)
    kernelScratch = count
    count += KernelTable.scratchCount
  }

  subscript(slot: Slot) -> SlotDeclaration { declarations[slot.index] }

  private mutating func declareSublayer(
    _ sublayer: Sublayer, gradient: Slot, _ configuration: Configuration
  ) -> SublayerSlots {
    let owner = sublayer.description
    let heads = configuration.heads * sequenceLength
    let normIn = stream(.value(.normIn), of: owner)
    let normInMean = declare(.value(.mean), of: "\(owner).norm_in", columns: 1)
    let normInRstd = declare(.value(.rstd), of: "\(owner).norm_in", columns: 1)
    let inner: [Slot] =
      switch sublayer.kind {
      case .attention:
        [
          stream(.value(.query), of: owner), stream(.value(.key), of: owner),
          stream(.value(.value), of: owner),
          declare(.value(.probabilities), of: owner, rows: heads, columns: sequenceLength),
          stream(.value(.context), of: owner),
        ]
      case .feedforward:
        [
          declare(.value(.preactivation), of: owner, columns: configuration.hiddenWidth),
          declare(.value(.activation), of: owner, columns: configuration.hiddenWidth),
        ]
      }
    let branch = stream(.value(.branch), of: owner)
    let normOut = stream(.value(.normOut), of: owner)
    return SublayerSlots(
      normIn: normIn, normInMean: normInMean, normInRstd: normInRstd, inner: inner, branch: branch,
      normOut: normOut, normAdd: alias(normOut, .value(.normAdd), of: owner),
      normMean: declare(.value(.mean), of: "\(owner).norm", columns: 1),
      normRstd: declare(.value(.rstd), of: "\(owner).norm", columns: 1),
      gated: configuration.hasGates ? stream(.value(.gated), of: owner) : nil,
      sum: stream(.value(.sum), of: owner), gradient: gradient)
  }

  private mutating func declareScratch(_ configuration: Configuration) -> ScratchSlots {
    let heads = configuration.heads * sequenceLength
    return ScratchSlots(
      branch: stream(.value(.branch)),
      scores: declare(.value(.scores), rows: heads, columns: sequenceLength),
      transposed: declare(.value(.transposed), columns: configuration.headWidth),
      dSum: stream(.gradient(.sum)), dGated: stream(.gradient(.gated)),
      dBranch: stream(.gradient(.branch)), dNormIn: stream(.gradient(.normIn)),
      dBranchInput: stream(.gradient(.branchInput)), dQuery: stream(.gradient(.query)),
      dKey: stream(.gradient(.key)), dValue: stream(.gradient(.value)),
      dContext: stream(.gradient(.context)),
      dScores: declare(.gradient(.scores), rows: heads, columns: sequenceLength),
      dHidden: declare(.gradient(.hidden), columns: configuration.hiddenWidth))
  }

  private mutating func stream(_ role: TensorRole, of owner: String? = nil) -> Slot {
    declare(role, of: owner, columns: width)
  }

  private mutating func declare(
    _ role: TensorRole, of owner: String? = nil, rows: Int? = nil, columns: Int
  ) -> Slot {
    let rows = rows ?? sequenceLength
    let slot = append(role, of: owner, rows: rows, columns: columns, offset: count)
    count += Arena.padded(sequences * rows * columns)
    return slot
  }

  private mutating func alias(_ slot: Slot, _ role: TensorRole, of owner: String) -> Slot {
    let original = self[slot]
    return append(
      role, of: owner, rows: original.rowsPerSequence, columns: original.columns,
      offset: original.offset)
  }

  private mutating func append(
    _ role: TensorRole, of owner: String?, rows: Int, columns: Int, offset: Int
  ) -> Slot {
    declarations.append(
      SlotDeclaration(
        name: (owner.map { "\($0)." } ?? "") + role.text(gradient: "gradient."), role: role,
        rowsPerSequence: rows, columns: columns, offset: offset))
    return Slot(index: declarations.count - 1)
  }
}
