/// The files of the folder content/starting-points, written by Scripts/content.
enum StartingPointFiles {
  static let all: [(name: String, file: String)] = [
    (
      "post",
      #"""
      group variant
      title-en norm after the add: stalls
      title-zh 归一化在相加之后：停滞
      en The tutorial's block, 12 layers, no warm-up. Within ten steps all tokens become alike, and the loss stays at that of guessing.
      zh 教程中的块，12 层，无预热。十步之内所有词元变得相同，损失停在随机猜测处。
      config norm=post
      """#
    ),
    (
      "warm-up",
      #"""
      group variant
      title-en post with warm-up: learns
      title-zh post 加预热：学会
      en The same stack while the learning rate rises over 100 steps: solved near step 90. Post was fragile, not impossible.
      zh 同一堆叠，学习率在 100 步内升高：约第 90 步学会。post 只是脆弱，并非不行。
      config warmup=100
      """#
    ),
    (
      "pre",
      #"""
      group variant
      title-en norm before each branch: learns
      title-zh 归一化在支路之前：学会
      en The same weights with the norm before attention and feed-forward: solved within 20 steps, without warm-up.
      zh 同样的权重，归一化移到注意力和前馈之前：20 步内学会，无须预热。
      config norm=pre
      """#
    ),
    (
      "deepnorm",
      #"""
      group variant
      title-en post with scaled skips: learns
      title-zh post 加放大的残差：学会
      en Post again, its skips scaled by (2L)^1/4 and its initial matrices by (8L)^-1/4: solved within 20 steps, without warm-up.
      zh 仍是 post，残差乘以 (2L)^1/4，初始矩阵乘以 (8L)^-1/4：20 步内学会，无须预热。
      config preset=deepnorm
      """#
    ),
    (
      "rezero",
      #"""
      group variant
      title-en no norm, gates from 0: learns
      title-zh 无归一化，门从 0 起：学会
      en No norm at all. A learned gate on every branch starts at 0, so the stack starts as the identity: solved near step 30.
      zh 完全没有归一化。每条支路有一个从 0 开始学习的门，堆叠起初是恒等映射：约第 30 步学会。
      config preset=rezero
      """#
    ),
    (
      "no-residual",
      #"""
      group variant
      title-en neither skip nor norm: vanishes
      title-zh 无残差无归一化：消失
      en Every layer shrinks signal and gradient to 0.385: at step 0 the gradient falls by 10^5.6 towards the input. Nothing is learnt.
      zh 每层把信号和梯度缩小到 0.385 倍：第 0 步时梯度向输入方向下降 10^5.6 倍。什么也学不会。
      config norm=none,residual=off
      """#
    ),
    (
      "no-norm",
      #"""
      group variant
      title-en residual without norm: explodes
      title-zh 有残差无归一化：爆炸
      en The stream grows 1.6-fold per layer, over a hundredfold in all, the gradient still more; the loss starts in the hundreds.
      zh 残差流每层增大 1.6 倍，总共上百倍，梯度增大更多；损失从数百开始。
      config norm=none
      """#
    ),
    (
      "pre-48",
      #"""
      group variant
      title-en 48 layers of pre: learns
      title-zh 48 层 pre：学会
      en Solved within 30 steps. The square of the stream's RMS grows evenly with depth, and the gradients stay within about a decade.
      zh 30 步内学会。残差流 RMS 的平方随深度均匀增大，梯度保持在约一个数量级内。
      config layers=48,norm=pre
      """#
    ),
    (
      "branch-48",
      #"""
      group variant
      title-en norm before the add, 48 layers
      title-zh 归一化在相加之前，48 层
      en y = x + LN(F(x)): the stream looks tame, yet the gradient explodes towards the input. With 12 layers it learns.
      zh y = x + LN(F(x))：残差流看似平稳，梯度却在流向输入时爆炸。12 层时可以学会。
      config layers=48,norm=branch
      """#
    ),
    (
      "copy-task",
      #"""
      group thread
      title-en a copy task that stays at chance
      title-zh 复制任务停在随机水平
      en Twelve post layers with ReLU cannot even copy 32 tokens, as if the code were wrong. It is not: n and i, and pre copies within about 20 steps.
      zh 12 层 post 加 ReLU，连复制 32 个词元都学不会，仿佛代码有错。其实没错：按 n 再按 i，pre 约 20 步即学会。
      config activation=relu,sequence=32
      """#
    ),
    (
      "xavier",
      #"""
      group thread
      title-en 12 post layers under Xavier
      title-zh Xavier 初始化的 12 层 post
      en They never learn to reverse. From the smaller start of nn.TransformerEncoderLayer they do, near step 130: type :init torch.
      zh 始终学不会反转。换成 nn.TransformerEncoderLayer 较小的初始化，约第 130 步学会：输入 :init torch。
      config task=reverse
      """#
    ),
    (
      "eight-layers",
      #"""
      group thread
      title-en 4 layers learn, 8 do not
      title-zh 4 层能学会，8 层不能
      en At a learning rate of 3e-3 four post layers learn and eight do not. The place of the norm is to blame: n, then i; or :layers 4.
      zh 学习率 3e-3 时 4 层 post 能学会，8 层不能。原因是归一化的位置：按 n 再按 i；或 :layers 4。
      config layers=8,learning-rate=0.003
      """#
    ),
    (
      "no-warm-up",
      #"""
      group thread
      title-en post without its warm-up
      title-zh post 少了预热
      en PyTorch's own start and a learning rate of 3e-3, all at once: stuck. With w, then i, it is solved near step 120.
      zh PyTorch 自带的初始化，学习率 3e-3 一步到位：停滞。按 w 再按 i，约第 120 步学会。
      config task=reverse,init=torch,learning-rate=0.003
      """#
    ),
    (
      "half-pre",
      #"""
      group thread
      title-en pre-norm wired wrongly
      title-zh pre 的接法写错
      en Pre in attention, post in feed-forward: one line misplaced, no error message, and what pre gains is gone. :norm pre, then i, mends it.
      zh 注意力用 pre，前馈用 post：一行写错位置，没有任何报错，pre 的好处全无。:norm pre 再按 i 即可修复。
      config norm=pre,wiring=*.feedforward=post
      """#
    ),
  ]
}
