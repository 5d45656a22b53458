/// The files of the folder content/lessons, written by Scripts/content.
enum LessonFiles {
  static let all: [(name: String, file: String)] = [
    (
      "residual",
      #"""
      title-en what a residual is
      title-zh 什么是残差
      en A residual adds the input of a sublayer to its output: y = x + F(x). Whatever F does, x also arrives. Two stacks of six layers shall copy sixteen tokens, from the same weights and on the same batches. One has residuals, the other has none.
      zh 残差把子层的输入加到它的输出上：y = x + F(x)。无论 F 做什么，x 都会到达。两个六层的堆叠学习复制十六个词元，初始权重和批次相同：一个有残差，另一个没有。
      question-en What will they have learnt after 60 steps?
      question-zh 60 步之后，它们学到了什么？
      choice-en Both learn to copy, the one with residuals sooner.
      choice-zh 两个都学会复制，有残差的更早。
      answer-en Only the one with residuals learns to copy.
      answer-zh 只有带残差的学会复制。
      choice-en Only the one without learns: less stands in its way.
      choice-zh 只有不带残差的学会：阻碍更少。

      run 60 loss
      lane with layers=6,norm=pre
      lane without layers=6,norm=pre,residual=off

      reveal-en With residuals: {outcome of with}; without: {outcome of without}, where guessing costs {guessing}. Before the first update the last layer's stream has a cosine of {input_similarity of with} with the input where there are residuals, and of {input_similarity of without} where there are none.
      reveal-zh 有残差：{outcome of with}；没有：{outcome of without}，随机猜测为 {guessing}。第一次更新之前，最后一层的残差流与输入的余弦：有残差 {input_similarity of with}，没有 {input_similarity of without}。
      shown solved_step of with: 0 to 59
      shown solved_step of without: never
      caveat-en Depth decides: one or two layers learn to copy without residuals, from four on they do not within 300 steps (measured, 2 seeds). He and others 2016 found the same of image networks: a skip of weight 0.5 or less fails there.
      caveat-zh 取决于深度：一两层没有残差也能学会复制，四层以上 300 步内学不会（实测，2 个种子）。He 等 2016 在图像网络上看到同样的事：残差权重为 0.5 或更小便失败。
      """#
    ),
    (
      "formula",
      #"""
      title-en the wiring is the formula
      title-zh 接法就是公式
      en Post computes LN(x + F(x)): the norm stands behind the add. Pre computes x + F(LN(x)): the norm stands in the branch, and nothing ever rescales the stream. None computes x + F(x).
      zh post 计算 LN(x + F(x))：归一化在相加之后。pre 计算 x + F(LN(x))：归一化在支路里，残差流从不被缩放。none 计算 x + F(x)。
      question-en How large is the stream behind twelve layers, before any training?
      question-zh 训练之前，十二层之后的残差流有多大？
      choice-en Its RMS is 1 in post and in pre: both normalize.
      choice-zh post 和 pre 的 RMS 都是 1：两者都归一化。
      answer-en 1 in post, a few times as much in pre.
      answer-zh post 为 1，pre 是它的几倍。
      choice-en 1 in pre, a few times as much in post.
      choice-zh pre 为 1，post 是它的几倍。

      run 1 activation_rms
      lane post norm=post
      lane pre norm=pre
      lane none norm=none

      reveal-en RMS of the last stream: post {activation_rms of post}, pre {activation_rms of pre}, none {activation_rms of none}. In post every norm sets it back to 1; in pre each branch adds a little, and the square grows along a straight line.
      reveal-zh 最后的残差流 RMS：post {activation_rms of post}，pre {activation_rms of pre}，none {activation_rms of none}。post 的每个归一化都把它设回 1；pre 的每条支路加上一点，平方沿直线增大。
      shown activation_rms of post: 0.95 to 1.05
      shown activation_rms of pre: 1.5 to 10
      caveat-en That pre grows as the root of the depth, and not by a factor per layer, is lemma 2 of Xiong and others 2020. One final norm behind the stack gives the head numbers of size 1 again.
      caveat-zh pre 按深度的平方根增大，而不是每层乘一个倍数：Xiong 等 2020，引理 2。堆叠之后的最终归一化使输出层再次得到大小为 1 的数。
      """#
    ),
    (
      "vanishing",
      #"""
      title-en vanishing without it
      title-zh 没有残差：梯度消失
      en Without residual and norm each layer passes on F(x) alone. Signal and gradient go through every matrix, one after the other.
      zh 没有残差也没有归一化时，每层只传出 F(x)。信号和梯度依次穿过每一个矩阵。
      question-en By how much does the gradient shrink on its way through twelve layers?
      question-zh 梯度穿过十二层会缩小多少？
      choice-en Less than tenfold.
      choice-zh 不到十倍。
      choice-en About a hundredfold.
      choice-zh 约一百倍。
      answer-en More than a hundred thousand-fold.
      answer-zh 十万倍以上。

      run 1 gradient_rms
      lane bare norm=none,residual=off

      reveal-en At the input the gradient has {input_gradient of bare} of its size at the last layer: each layer multiplies it by {input_gradient_per_layer of bare}. On its way forward the signal shrinks alike.
      reveal-zh 输入处的梯度只有最后一层的 {input_gradient of bare}：每层乘以 {input_gradient_per_layer of bare}。信号向前时同样缩小。
      shown input_gradient of bare: at most 1e-5
      caveat-en Adam hides it: it divides every gradient by its own size, so the updates look healthy. And the weights' gradients do not fall from layer to layer: all are equally dead (measured).
      caveat-zh Adam 会掩盖它：每个梯度都除以自身的大小，更新看似健康。而权重的梯度并不逐层下降：各层同样没有生气（实测）。
      """#
    ),
    (
      "explosion",
      #"""
      title-en explosion with it and no norm
      title-zh 有残差无归一化：爆炸
      en The tutorial says that residuals prevent vanishing and exploding. Keep every skip and take all norms away: y = x + F(x), twelve times for attention and twelve for feed-forward.
      zh 教程说残差防止梯度消失和爆炸。保留所有残差，去掉所有归一化：y = x + F(x)，注意力十二次，前馈十二次。
      question-en What becomes of the stream behind twelve layers?
      question-zh 十二层之后残差流怎样？
      choice-en It keeps its size: the skips carry it through.
      choice-zh 大小不变：残差原样传送。
      choice-en It grows about twelvefold, once per layer.
      choice-zh 增大约十二倍，每层一次。
      answer-en It grows by a factor per layer, over a hundredfold in all.
      answer-zh 每层乘一个倍数，总共一百倍以上。

      run 1 activation_rms
      lane none norm=none
      lane pre norm=pre

      reveal-en It grows {growth of none}-fold, {growth_per_layer of none} times per layer; in pre {growth of pre}-fold. The loss starts at {first_loss of none}, where guessing costs {guessing}. Residuals prevent vanishing; it is the norm that prevents exploding.
      reveal-zh 增大 {growth of none} 倍，每层 {growth_per_layer of none} 倍；pre 为 {growth of pre} 倍。损失从 {first_loss of none} 开始，随机猜测为 {guessing}。残差防止消失；防止爆炸的是归一化。
      shown growth of none: 100 or more
      caveat-en From small weights (:init normal02) it hardly grows at all, and ReZero trains 24 layers without any norm: its gates start at 0 (Bachlechner and others 2020).
      caveat-zh 从很小的权重开始（:init normal02）几乎不增大；ReZero 没有任何归一化也能训练 24 层：它的门从 0 开始（Bachlechner 等 2020）。
      """#
    ),
    (
      "norm-before-add",
      #"""
      title-en why the norm sits after the add
      title-zh 为什么先相加再归一化
      en This is the tutorial's title question. The counterpart normalizes the branch alone and adds afterwards: y = x + LN(F(x)). It is trained at twelve layers beside post, and measured at 48 beside sandwich, x + LN(F(LN(x))).
      zh 这正是教程标题之问。反例只归一化支路，然后相加：y = x + LN(F(x))。先在十二层与 post 并排训练，再在 48 层与 sandwich（x + LN(F(LN(x)))）并排测量。
      question-en What happens when the norm sits before the add?
      question-zh 归一化放在相加之前会怎样？
      choice-en It does not train at any depth.
      choice-zh 任何深度都无法训练。
      answer-en Twelve layers learn; at 48 the gradient explodes.
      answer-zh 十二层能学会；48 层时梯度爆炸。
      choice-en It makes no difference.
      choice-zh 没有区别。

      run 60 loss
      lane branch norm=branch
      lane post norm=post
      run 1 gradient_rms
      lane branch-48 layers=48,norm=branch
      lane sandwich-48 layers=48,norm=sandwich

      reveal-en Twelve layers: before the add {outcome of branch}; after it, post, {outcome of post}. At 48 layers the gradient spans {gradient_spread of branch-48} decades, in sandwich {gradient_spread of sandwich-48}: the forward numbers are tame in both.
      reveal-zh 十二层：相加之前 {outcome of branch}；相加之后（post）{outcome of post}。48 层时梯度跨 {gradient_spread of branch-48} 个数量级，sandwich 为 {gradient_spread of sandwich-48}；两者的前向数值都很平稳。
      shown solved_step of branch: 0 to 59
      shown gradient_spread of branch-48: 3 or more
      caveat-en The cause is attention: nothing bounds its logits here, and with uniform attention the explosion is gone at 48 layers too (measured, 4 seeds). Swin V2 2022 uses this placement, with cosine attention and a gain that starts at 0.
      caveat-zh 原因在注意力：这里没有什么约束它的对数几率；换成均匀注意力，48 层也不再爆炸（实测，4 个种子）。Swin V2 2022 用的正是这种位置，配合余弦注意力和从 0 开始的增益。
      """#
    ),
    (
      "warm-up",
      #"""
      title-en pre against post, and the warm-up
      title-zh pre 对 post，以及预热
      en Twelve layers, the same weights, the same batches, three lanes: post at the full learning rate from the first step, post while the rate rises over 100 steps, and pre at the full rate.
      zh 十二层，同样的权重和批次，三个通道：post，学习率一开始就到位；post，学习率在 100 步内升高；pre，学习率一开始就到位。
      question-en Which of them copy within 120 steps?
      question-zh 120 步之内，哪些学会复制？
      choice-en All three.
      choice-zh 三个都会。
      choice-en Pre only.
      choice-zh 只有 pre。
      answer-en Pre, and much later post with warm-up.
      answer-zh pre，以及晚得多的带预热的 post。

      run 120 loss
      lane post norm=post
      lane post-warm norm=post,warmup=100
      lane pre norm=pre

      reveal-en Post: {outcome of post}; with warm-up: {outcome of post-warm}; pre: {outcome of pre}. At its start post's gradient spans {gradient_spread of post} decades, at the end {last_gradient_spread of post}: it does not vanish until the first large updates have broken the stack.
      reveal-zh post：{outcome of post}；带预热：{outcome of post-warm}；pre：{outcome of pre}。post 的梯度起初跨 {gradient_spread of post} 个数量级，最后 {last_gradient_spread of post}：最初几次过大的更新毁掉堆叠之后，它才消失。
      shown solved_step of post: never
      shown solved_step of post-warm: 0 to 119
      shown solved_step of pre: 0 to 119
      caveat-en Xiong and others 2020 (section 3.2) saw the same in translation: without warm-up post fails. That post's gradients vanish from the start is said often and is not so in an encoder (Liu and others 2020; measured).
      caveat-zh Xiong 等 2020（3.2 节）在翻译中看到同样的事：没有预热 post 就失败。常说 post 的梯度一开始就消失，在编码器里并非如此（Liu 等 2020；实测）。
      """#
    ),
    (
      "collapse",
      #"""
      title-en a collapse that RMS cannot see
      title-zh RMS 看不见的坍缩
      en LN(F(x)): a norm behind every sublayer and no residual. The RMS is 1 in every layer, and the gradient stays within about a decade.
      zh LN(F(x))：每个子层之后归一化，没有残差。每层的 RMS 都是 1，梯度大约保持在一个数量级内。
      question-en Does it learn to copy?
      question-zh 它能学会复制吗？
      choice-en Yes: all magnitudes are healthy.
      choice-zh 能：各处大小都健康。
      choice-en No: its gradient vanishes after all.
      choice-zh 不能：梯度终究会消失。
      answer-en No: all tokens have become the same.
      answer-zh 不能：所有词元变得一样。

      run 40 token_diversity
      lane without norm=post,residual=off
      lane with norm=post

      reveal-en At its start its RMS is {activation_rms of without} and its gradient spans {gradient_spread of without} decades; yet what tells the tokens apart is {token_diversity of without} of the stream behind the last layer, where with residuals it is {token_diversity of with}. Copying: {outcome of without}.
      reveal-zh 起初 RMS 为 {activation_rms of without}，梯度跨 {gradient_spread of without} 个数量级；但最后一层之后，区分词元的部分只占残差流的 {token_diversity of without}，有残差时为 {token_diversity of with}。复制：{outcome of without}。
      shown token_diversity of without: at most 1e-4
      shown solved_step of without: never
      caveat-en Dong and others 2021 call it rank collapse, doubly exponential in depth without skips. Whether skips alone are the remedy is debated (Alman and Song 2025).
      caveat-zh Dong 等 2021 称之为秩坍缩，没有残差时随深度双重指数地发生。仅靠残差能否避免，尚有争论（Alman 与 Song 2025）。
      """#
    ),
    (
      "depth",
      #"""
      title-en what lets 48 layers train
      title-zh 怎样训练 48 层
      en 48 layers, no warm-up, three lanes: post, pre, and DeepNorm, which is post again, its skips multiplied by (2·48)^1/4 and its initial matrices by (8·48)^-1/4.
      zh 48 层，不预热，三条通道：post、pre 和 DeepNorm。DeepNorm 仍是 post，残差乘以 (2·48)^1/4，初始矩阵乘以 (8·48)^-1/4。
      question-en Which of them copy within 40 steps?
      question-zh 40 步之内，哪些学会复制？
      choice-en None: 48 layers need more.
      choice-zh 都不行：48 层需要更多步。
      choice-en Pre only.
      choice-zh 只有 pre。
      answer-en Pre and DeepNorm.
      answer-zh pre 和 DeepNorm。

      run 40 loss
      lane post layers=48,norm=post
      lane pre layers=48,norm=pre
      lane deepnorm layers=48,preset=deepnorm

      reveal-en Post: {outcome of post}; pre: {outcome of pre}; DeepNorm: {outcome of deepnorm}. Not depth itself is the obstacle, but how much of the input each block keeps.
      reveal-zh post：{outcome of post}；pre：{outcome of pre}；DeepNorm：{outcome of deepnorm}。障碍不在深度本身，而在每个块保留多少输入。
      shown solved_step of post: never
      shown solved_step of pre: 0 to 39
      shown solved_step of deepnorm: 0 to 39
      caveat-en At 24 layers a warm-up of 100 steps does not rescue post either (measured, 2 seeds). DeepNet 2022 trains 1,000 layers with its scaling. Which variant generalizes best, these short runs cannot tell.
      caveat-zh 24 层时，100 步的预热也救不了 post（实测，2 个种子）。DeepNet 2022 用这种缩放训练一千层。哪种接法泛化最好，这些短训练无法回答。
      """#
    ),
  ]
}
