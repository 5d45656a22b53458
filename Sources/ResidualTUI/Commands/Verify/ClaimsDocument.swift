import Engine
import Interface

/// The report of a verification: a table, a section per claim, and pictures.
struct ClaimsDocument {
  private static let folder = "claims"

  let plan: VerifyPlan
  let results: [ExperimentResult]
  /// Of each result, the curves of its figure.
  let curves: [[[Double?]]]

  /// `Claims.md`, and a picture per claim below `claims`.
  var files: [ReportFolder.File] {
    let pictures = zip(results, charts).map { result, chart in
      ReportFolder.File(
        folder: Self.folder, name: "\(result.experiment.id.rawValue).svg",
        text: SVGPicture.document(
          chart.canvas(), title: said(result.experiment.words.claim), ground: .light
        ) { Theme.light.appearance(of: $0, depth: .truecolor) })
    }
    return [ReportFolder.File(folder: nil, name: "Claims.md", text: text)] + pictures
  }

  private var charts: [ClaimChart] {
    zip(results, curves).map { result, curves in
      ClaimChart(result.experiment.figure, curves, language: plan.language)
    }
  }

  private var text: String {
    let sections = zip(results, charts).map { ClaimSection($0, $1, plan.language).text }
    return head + table + sections.joined()
  }

  private var head: String {
    let version = Version.number
    let command = "`residual-tui verify --seeds \(plan.seeds) --report FOLDER`"
    return said(
      LocalizedText(
        """
        # The claims, put to the test

        Written by \(command), version \(version), on \(plan.instructionSet.rawValue): the numbers \
        are means and standard deviations over seeds 1 to \(plan.seeds), and no word here was \
        changed by hand. Another instruction set rounds differently and moves them a little.

        Runs are on 16 tokens of `copy` where something is trained, and on 32 tokens of `reverse` \
        where the first step is looked at; width 64, 4 heads, batch 16, AdamW at 1e-3, Xavier's \
        weights, unless a row says otherwise. A claim *holds* when every number that it demands \
        something of is where it demands it, *fails* when none is, and else holds *only if*. \
        Numbers beside it are for comparison. The record is where the mean of three seeds or more \
        is expected; most of it comes from \
        PyTorch's runs of the same model.


        """,
        """
        # 检验论断

        由 \(command) 写成，版本 \(version)，指令集 \(plan.instructionSet.rawValue)：数字为种子 1 至 \
        \(plan.seeds) 的平均值和标准差，没有一个字经手工改动。其他指令集舍入不同，数字会略有出入。

        训练用 16 个词元的 `copy`，只看第一步时用 32 个词元的 `reverse`；除表中另有说明，宽度 64，4 个头，\
        批次 16，AdamW 学习率 1e-3，Xavier 权重。论断所要求的数字全部满足，则*成立*；全不满足，则*不成立*；\
        否则*有条件成立*。对照行仅供比较。“记录”是三个以上种子的平均值应处的范围，多来自 PyTorch 对同一模型的测量。


        """))
  }

  private var table: String {
    let heading = said(LocalizedText("| | claim | verdict |", "| | 论断 | 判定 |"))
    let rows = results.map { result in
      let id = result.experiment.id
      let verdict = said(ClaimText.name(result.verdict))
      return "| \(id.rawValue) | \(said(result.experiment.words.claim)) | \(verdict) |"
    }
    return ([heading, "|---|---|---|"] + rows).joined(separator: "\n") + "\n"
  }

  private func said(_ words: LocalizedText) -> String { words[plan.language] }
}
