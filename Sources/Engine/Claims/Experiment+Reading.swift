extension Experiment {
  /// All of them, in the order of `ClaimID`.
  ///
  /// Demands are what the claim would have to show; bands are PyTorch's means over eight seeds with
  /// room for what three seeds and instruction sets move. The spreads at step 20, the single layer
  /// without residual and the exponents by depth are this program's own.
  public static let all = ClaimFiles.all.compactMap { claim in
    ClaimID(rawValue: claim.name).flatMap { try? Experiment(id: $0, claim.file) }
  }

  /// The experiment of a claim.
  public static func of(_ id: ClaimID) -> Experiment? { all.first { $0.id == id } }

  /// Reads a file of `content/claims`, as Documentation/Formats.md says.
  init(id: ClaimID, _ file: String) throws(ContentFault) {
    var reader = ContentReader(file)
    self.id = id
    let claim = try reader.localized("claim")
    let reading = try reader.localized("reading")
    let source = try reader.localized("source")
    recorded = try reader.choice(of: "recorded")
    flip = try reader.text(of: "flip")
    let flipWords = try reader.localized("flip")
    words = ClaimText(claim: claim, reading: reading, flip: flipWords, source: source)
    var arms: [String: Arm] = [:]
    repeat { try reader.arm(&arms) } while reader.nextWord == "arm"
    findings = []
    repeat { try findings.append(reader.finding(arms)) } while reader.nextWord != "plot"
    figure = try reader.figure(arms)
    try reader.end()
  }
}

extension ContentReader {
  /// `arm post training 150 layers=12,norm=post`, added to `arms` under its name.
  fileprivate mutating func arm(_ arms: inout [String: Arm]) throws(ContentFault) {
    let words = try text(of: "arm").split(separator: " ").map(String.init)
    let arm: Arm? =
      switch (words.count, words.dropFirst().first) {
      case (4, "training"): .training(words[3], steps: try count(words[2]))
      case (4, "outlier"):
        Arm(line: words[3], measurement: .outlier(spike: Float(try count(words[2]))))
      case (3, "start"): .start(words[2])
      case (3, "uniform-start"): .start(words[2], .uniformStart)
      case (3, "noise"): .start(words[2], .noise)
      case (3, "sums"): .start(words[2], .sums)
      default: nil
      }
    guard let arm else {
      throw fault(
        "expected NAME, one of training STEPS, start, uniform-start, noise, sums, outlier SPIKE, "
          + "and a configuration behind arm")
    }
    try configuration(arm.line)
    guard arms.updateValue(arm, forKey: words[0]) == nil else {
      throw fault("arm \(words[0]) is already there")
    }
  }

  /// `demands recent_loss of post: 2.5 or more; recorded 2.6 to 2.9`, or
  /// `compares recent_loss of post: recorded 2.6 to 2.9`.
  fileprivate mutating func finding(_ arms: [String: Arm]) throws(ContentFault) -> Finding {
    var demand: ClosedRange<Double>?
    let (what, recorded): (String, String)
    switch nextWord {
    case "demands":
      let text = try text(of: "demands")
      let (before, band) = try halves(text, at: "; recorded ")
      let (number, demanded) = try halves(before, at: ": ")
      demand = try range(demanded)
      (what, recorded) = (number, band)
    case "compares":
      let text = try text(of: "compares")
      (what, recorded) = try halves(text, at: ": recorded ")
    default: throw unexpected("demands, compares or plot")
    }
    let (name, runs) = try number(what)
    guard let statistic = Statistic(name) else {
      throw fault("expected a statistic, found \(Printable.quoted(name))")
    }
    return Finding(
      arms: try found(runs, arms), statistic: statistic, demand: demand, band: try range(recorded))
  }

  /// `plot loss of post pre`.
  fileprivate mutating func figure(_ arms: [String: Arm]) throws(ContentFault) -> Figure {
    let text = try text(of: "plot")
    let (name, runs) = try number(text)
    return Figure(quantity: try choice(name), arms: try found(runs, arms))
  }

  private func found(_ names: [String], _ arms: [String: Arm]) throws(ContentFault) -> [Arm] {
    var found: [Arm] = []
    for name in names {
      guard let arm = arms[name] else {
        throw fault("expected an arm of this claim, found \(Printable.quoted(name))")
      }
      found.append(arm)
    }
    return found
  }
}

extension Statistic {
  /// The statistic of a name in a claim's file, with the step or layer in parentheses where it has
  /// one: `gradient_spread(20)`; `nil` where there is none.
  init?(_ text: String) {
    let parts = text.split(separator: "(").map(String.init)
    if parts.count == 2, parts[1].hasSuffix(")"), let place = Int(parts[1].dropLast()) {
      switch parts[0] {
      case "gradient_spread": self = .spreadAt(step: place)
      case "token_diversity": self = .tokenDiversity(layer: place)
      default: return nil
      }
      return
    }
    switch text {
    case "solved_step": self = .firstSolvedStep
    case "recent_loss": self = .loss
    case "first_loss": self = .firstLoss
    case "activation_rms": self = .rms
    case "activation_max": self = .largest
    case "rms_deviation": self = .rmsDeviation
    case "growth_factor": self = .growth
    case "square_slope": self = .squareSlope
    case "square_fit": self = .squareFit
    case "gradient_spread": self = .spread
    case "input_gradient_decades": self = .inputGradient
    case "gradient_factor": self = .gradientFactor
    case "token_similarity": self = .tokenSimilarity
    case "input_similarity": self = .inputSimilarity
    case "rms_ratio": self = .rmsRatio
    case "output_change": self = .outputChange
    case "change_exponent": self = .changeExponent
    case "gradient_exponent": self = .gradientExponent
    case "sum_count": self = .sumCount
    case "sum_deviation": self = .sumDeviation
    case "outlier_max": self = .outlierLargest
    case "kurtosis_ratio": self = .kurtosisRatio
    case "others_rms": self = .othersRMS
    default: return nil
    }
  }
}
