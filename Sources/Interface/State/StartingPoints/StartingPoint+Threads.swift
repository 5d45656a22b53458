import Engine

extension StartingPoint {
  /// What people ask about in forums and issue trackers: a stack that does not learn, with a cure.
  static let threads = [
    StartingPoint(
      name: "copy-task", title: LocalizedText("a copy task that stays at chance", "复制任务停在随机水平"),
      text: LocalizedText(
        """
        Twelve post layers with ReLU cannot even copy 32 tokens, as if the code were wrong. It is \
        not: n and i, and pre copies within about 20 steps.
        """,
        """
        12 层 post 加 ReLU，连复制 32 个词元都学不会，仿佛代码有错。其实没错：按 n 再按 i，\
        pre 约 20 步即学会。
        """),
      line: "activation=relu,sequence=32"),
    StartingPoint(
      name: "xavier", title: LocalizedText("12 post layers under Xavier", "Xavier 初始化的 12 层 post"),
      text: LocalizedText(
        """
        They never learn to reverse. From the smaller start of nn.TransformerEncoderLayer they do, \
        near step 130: type :init torch.
        """,
        """
        始终学不会反转。换成 nn.TransformerEncoderLayer 较小的初始化，约第 130 步学会：\
        输入 :init torch。
        """),
      line: "task=reverse"),
    StartingPoint(
      name: "eight-layers", title: LocalizedText("4 layers learn, 8 do not", "4 层能学会，8 层不能"),
      text: LocalizedText(
        """
        At a learning rate of 3e-3 four post layers learn and eight do not. The place of the norm \
        is to blame: n, then i; or :layers 4.
        """,
        "学习率 3e-3 时 4 层 post 能学会，8 层不能。原因是归一化的位置：按 n 再按 i；或 :layers 4。"),
      line: "layers=8,learning-rate=0.003"),
    StartingPoint(
      name: "no-warm-up", title: LocalizedText("post without its warm-up", "post 少了预热"),
      text: LocalizedText(
        """
        PyTorch's own start and a learning rate of 3e-3, all at once: stuck. With w, then i, it is \
        solved near step 120.
        """,
        "PyTorch 自带的初始化，学习率 3e-3 一步到位：停滞。按 w 再按 i，约第 120 步学会。"),
      line: "task=reverse,init=torch,learning-rate=0.003"),
    StartingPoint(
      name: "half-pre", title: LocalizedText("pre-norm wired wrongly", "pre 的接法写错"),
      text: LocalizedText(
        """
        Pre in attention, post in feed-forward: one line misplaced, no error message, and what \
        pre gains is gone. :norm pre, then i, mends it.
        """,
        "注意力用 pre，前馈用 post：一行写错位置，没有任何报错，pre 的好处全无。:norm pre 再按 i 即可修复。"),
      line: "norm=pre,wiring=*.feedforward=post"),
  ]
}
