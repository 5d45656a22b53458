import Engine

/// What the step-through screen shows, and what the walk said to it.
struct WalkState: Hashable, Sendable {
  /// How much one line of the listing holds.
  enum Folding: CaseIterable, Hashable, Sendable {
    case operation, sublayer, layer
  }

  /// What `m` walks through.
  enum View: CaseIterable, Hashable, Sendable {
    case numbers, product, paths
  }

  /// What was tried on the step.
  enum Experiment: Hashable, Sendable {
    case lesion(LesionReport)
    case nudge(NudgeReport)
  }

  /// A breakpoint that has led here.
  struct Stop: Hashable, Sendable {
    /// The tap that it is about.
    var tap: Tap?
  }

  /// What is searched for in the listing.
  struct Search: Hashable, Sendable {
    var editor = LineEditor()
    var isTyping = true
  }

  /// The lane that is walked.
  let lane: Int
  /// Whether training ran before, so that it is to go on afterwards.
  let wasRunning: Bool
  /// What stays the same; `nil` until the walk is open.
  var opening: WalkOpening?
  /// The newest page.
  var page: WalkPage?
  /// What the page's arithmetic is about.
  var pageFocus = WalkFocus()
  /// The operation asked for.
  var index = 0
  /// The breakpoint at which training stopped.
  var stop: Stop?
  var focus = WalkFocus()
  var folding = Folding.operation
  var view = View.numbers
  /// The chosen tensor, inputs before outputs; `nil` is the first output.
  var tensor: Int?
  /// Sizes of the operations that were passed.
  var seen: [Int: OperationSizes] = [:]
  /// The streams of the taps passed so far, embedding first.
  var streams: [TapSize] = []
  /// The gradients at the taps passed so far, `final` first.
  var gradients: [TapSize] = []
  /// Where `b` leads back to.
  var wayBack: (from: Int, to: Int)? {
    get { wayBackFrom.flatMap { from in wayBackTo.map { (from, $0) } } }
    set { (wayBackFrom, wayBackTo) = (newValue?.from, newValue?.to) }
  }
  private var wayBackFrom: Int?
  private var wayBackTo: Int?
  var search: Search?
  /// One split per tap, the last stream first.
  var splits: [PathSplit] = []
  /// Passes done of all, while a split is under way.
  var splitting: Splitting?
  var experiment: Experiment?
  /// Whether an experiment is under way.
  var isTrying = false
  /// The screen to go to, while it is asked whether to finish the step.
  var leavesFor: Screen?

  /// How far a split has come.
  struct Splitting: Hashable, Sendable {
    var done: Int
    var total: Int
  }

  /// Asks for a walk.
  init(lane: Int, wasRunning: Bool) {
    (self.lane, self.wasRunning) = (lane, wasRunning)
  }

  var operations: [WalkOperation] { opening?.operations ?? [] }

  /// The operation at the cursor.
  var operation: WalkOperation? {
    operations.indices.contains(index) ? operations[index] : nil
  }

  /// The page of the operation at the cursor, once it has come.
  var present: WalkPage? { page?.operation.index == index ? page : nil }

  /// Whether something that was asked for is still to come.
  var isAwaiting: Bool {
    present == nil || pageFocus != focus || splitting != nil || isTrying
  }

  /// Takes a page in.
  mutating func take(_ page: WalkPage, _ focus: WalkFocus) {
    (self.page, pageFocus) = (page, focus)
    seen[page.operation.index] = page.sizes
    if page.streamSizes.count > streams.count { streams = page.streamSizes }
    if page.gradientSizes.count > gradients.count { gradients = page.gradientSizes }
  }
}

// MARK: - Places

extension WalkState {
  /// The operations of one line of the listing, one line after the other.
  var groups: [Range<Int>] { groups(folding) }

  /// Rows under another folding.
  ///
  /// - Complexity: O(operations).
  func groups(_ folding: Folding) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for operation in operations {
      if let last = result.last, isTogether(operations[last.lowerBound], operation, folding) {
        result[result.count - 1] = last.lowerBound..<operation.index + 1
      } else {
        result.append(operation.index..<operation.index + 1)
      }
    }
    return result
  }

  private func isTogether(
    _ first: WalkOperation, _ second: WalkOperation, _ folding: Folding
  ) -> Bool {
    switch folding {
    case .operation: false
    case .sublayer: first.phase == second.phase && first.sublayer == second.sublayer
    case .layer: first.phase == second.phase && first.sublayer?.layer == second.sublayer?.layer
    }
  }

  /// The first operation of the line some lines further, or before the present one.
  func neighbour(_ offset: Int, _ folding: Folding) -> Int {
    let groups = groups(folding)
    guard let present = groups.firstIndex(where: { $0.contains(index) }) else { return index }
    let isInside = offset < 0 && index > groups[present].lowerBound
    let target = isInside ? present + offset + 1 : present + offset
    return groups[min(max(target, 0), groups.count - 1)].lowerBound
  }

  /// The split at the tap of the stream which the cursor's operation leads to, or came from.
  var splitAtCursor: PathSplit? {
    guard !splits.isEmpty else { return nil }
    let taps = operations.filter { ($0.phase == .forward) == (operation?.phase == .forward) }
    let tap =
      taps.prefix { $0.index <= index }.compactMap(\.tap).last { $0 != .final }
      ?? taps.compactMap(\.tap).first { $0 != .final }
    return splits.first { $0.tap == tap } ?? splits.last
  }

  /// By how much a line of the listing multiplies stream or gradient, where that is known.
  ///
  /// An operation's own amplification; for a sublayer or a layer the one from the tap before
  /// it to its last.
  func amplification(_ group: Range<Int>) -> Double? {
    guard folding != .operation else { return seen[group.lowerBound]?.amplification }
    let phase = operations[group.lowerBound].phase
    let sizes = phase == .forward ? streams : gradients
    let places = operations[group].compactMap(\.tap).compactMap { tap in
      sizes.firstIndex { $0.tap == tap }
    }
    guard phase == .forward || phase == .backward, let first = places.first, first > 0,
      let last = places.last, sizes[first - 1].product > 0
    else { return nil }
    return sizes[last].product / sizes[first - 1].product
  }
}

extension WalkState {
  /// The sublayer that changes stream or gradient most, of those passed, and by how much.
  ///
  /// Forward a factor belongs to the sublayer that it leads to, backward to the one it came from.
  var steepest: (tap: Tap, factor: Double)? {
    let isForward = operation?.phase == .forward
    let sizes = isForward ? streams : gradients
    let factors = zip(sizes, sizes.dropFirst()).compactMap { before, after -> (Tap, Double)? in
      guard before.product > 0, after.product > 0 else { return nil }
      return (isForward ? after.tap : before.tap, after.product / before.product)
    }
    return factors.max { abs(Logarithm.base10($0.1)) < abs(Logarithm.base10($1.1)) }
  }
}

// MARK: - Tensors

extension WalkState {
  /// The tensors of the page, inputs before outputs.
  var tensors: [WalkPage.Numbers] { present.map { $0.inputs + $0.outputs } ?? [] }

  /// The chosen tensor's place among them.
  var chosenTensor: Int {
    let count = tensors.count
    let standard = present?.outputs.isEmpty == false ? present?.inputs.count ?? 0 : 0
    return min(tensor ?? standard, max(count - 1, 0))
  }

  /// Row and column of the cursor in a tensor; the head of attention maps.
  func place(in tensor: WalkTensor) -> (head: Int, row: Int, column: Int) {
    let shape = tensor.shape
    func within(_ value: Int, _ count: Int) -> Int { min(max(value, 0), max(count - 1, 0)) }
    switch shape.count {
    case 3:
      let width = opening?.configuration.headWidth ?? 1
      return (
        within(focus.feature / max(width, 1), shape[0]), within(focus.token, shape[1]),
        within(focus.column, shape[2])
      )
    case 2 where tensor.isPerSequence:
      return (0, within(focus.token, shape[0]), within(focus.feature, shape[1]))
    case 2: return (0, within(focus.feature, shape[0]), within(focus.column, shape[1]))
    case 1 where tensor.isPerSequence: return (0, within(focus.token, shape[0]), 0)
    case 1: return (0, 0, within(focus.feature, shape[0]))
    default: return (0, 0, 0)
    }
  }

  /// Moves the cursor in the chosen tensor, staying inside.
  mutating func moveFocus(rows: Int, columns: Int) {
    guard tensors.indices.contains(chosenTensor) else { return }
    let tensor = tensors[chosenTensor].tensor
    let grid = TensorGrid(tensor.shape, isPerSequence: tensor.isPerSequence)
    let place = place(in: tensor)
    let row = min(max(place.row + rows, 0), grid.rows - 1)
    let column = min(max(place.column + columns, 0), grid.columns - 1)
    switch (tensor.shape.count, tensor.isPerSequence) {
    case (3, _): (focus.token, focus.column) = (row, column)
    case (2, true): (focus.token, focus.feature) = (row, column)
    case (2, false): (focus.feature, focus.column) = (row, column)
    case (_, true): focus.token = row
    default: focus.feature = column
    }
  }
}

/// Rows and columns in which a tensor is drawn, one head of attention maps at a time.
struct TensorGrid: Hashable, Sendable {
  var rows: Int
  var columns: Int

  /// Of a shape; numbers of a sequence run down, those of a parameter run to the right.
  init(_ shape: [Int], isPerSequence: Bool) {
    switch shape.count {
    case 3: (rows, columns) = (shape[1], shape[2])
    case 2: (rows, columns) = (shape[0], shape[1])
    case 1: (rows, columns) = isPerSequence ? (shape[0], 1) : (1, shape[0])
    default: (rows, columns) = (1, 1)
    }
  }
}
