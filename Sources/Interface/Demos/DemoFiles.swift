/// The files of the folder demos, written by Scripts/content.
enum DemoFiles {
  static let all: [(name: String, file: String)] = [
    (
      "first-minute",
      #"""
      title-en the tutorial's block stalls; one key moves the norm, and it learns
      title-zh 教程中的块停滞不前；按一个键移动归一化，它就学会了
      config layers=12,norm=post

      keys @0
      en A small Transformer learns to copy its input. This is the tutorial's block, {layers} times: add the residual, then normalize. Watch the loss on the right.
      zh 一个小 Transformer 学习复制输入。这是教程中的块，共 {layers} 层：先加残差，再归一化。请看右边的损失。
      keys @60
      en Step {step}: loss {loss}, and guessing costs {guessing}. It has learnt nothing. The verdict below says why: all tokens have become alike.
      zh 第 {step} 步：损失 {loss}，随机猜测是 {guessing}。什么也没学会。下方的判定说明原因：所有词元变得相同。
      keys n i @30
      en n moved the norm before the branch, i went back to the same weights. Solved at step {solved}; loss {loss}. The dotted line is the run before.
      zh n 把归一化移到支路之前，i 回到同样的初始权重。第 {solved} 步就学会了；损失 {loss}。点线是上一次训练。
      keys N w i @100
      en Back to post, with w: the learning rate now rises over 100 steps. The same block, the same weights, and it learns: solved at step {solved}.
      zh 回到 post，再按 w：学习率在 100 步内逐渐升高。同样的块、同样的权重，这次学会了：第 {solved} 步。
      keys w r i @40
      en r cut every residual path. Loss {loss} at step {step}: without the residual these {layers} layers learn nothing, whatever the warm-up.
      zh r 切断了所有残差连接。第 {step} 步损失 {loss}：没有残差，这 {layers} 层什么也学不会。
      keys r n i @20
      en The formula on top is always what runs. n moves the norm, r cuts the residual, w warms up, i starts again. Try them.
      zh 上方的公式就是正在运行的公式。n 移动归一化，r 切断残差，w 预热，i 重来。请动手试试。
      """#
    ),
    (
      "vanishing",
      #"""
      title-en without residual and norm the gradient dies before it reaches the input
      title-zh 没有残差也没有归一化，梯度还没到输入就消失了
      config layers=12,norm=none,residual=off

      keys @0
      en Twelve layers in a row, no residual, no norm: what a layer puts out is all that the next one gets.
      zh 十二层依次相连，没有残差，没有归一化：每一层的输出就是下一层得到的全部。
      en Before any training the stream shrinks: {growth} per layer, from the embedding down to {activation_rms}. The bars on the left fall like stairs.
      zh 训练开始之前，信号已在缩小：每层 {growth}，到最后一层只剩 {activation_rms}。左边的条形像楼梯一样下降。
      en Backward the gradient shrinks too: {gradient_rms} at the last layer, {first-gradient} at the embedding, {gradient_spread} between them. That is vanishing.
      zh 反向传播时梯度同样缩小：最后一层 {gradient_rms}，嵌入处 {first-gradient}，相差 {gradient_spread} 倍。这就是梯度消失。
      keys @42
      en Step {step}: loss {loss}, guessing {guessing}. Adam has brought the sizes back, to no avail: on the way up all tokens have become alike ({token_diversity}).
      zh 第 {step} 步：损失 {loss}，随机猜测 {guessing}。Adam 把大小补了回来，却无济于事：逐层向上，所有词元已变得相同（{token_diversity}）。
      keys r i @0
      en r joins the residual paths, i brings back the same weights. Nothing vanishes now; it grows instead, by {gradient_spread}. The demo explosion goes on from here.
      zh r 接通残差，i 回到同样的权重。不再消失，反而增大了 {gradient_spread} 倍。演示 explosion 从这里继续。
      keys n n i @24
      en And n: pre-norm. A direct path for the gradient, and a norm that keeps sizes tame: spread {gradient_spread}, solved at step {solved}.
      zh 再按 n：pre-norm。梯度有直通的路，归一化让大小平稳：跨度 {gradient_spread}，第 {solved} 步学会。
      """#
    ),
    (
      "explosion",
      #"""
      title-en with residual but no norm everything grows with depth, forward and backward
      title-zh 有残差而无归一化，信号与梯度都随深度爆炸
      config layers=12,norm=none

      keys @0
      en The residual is on and there is no norm: y = x + F(x). Every layer adds something to the stream, and nothing takes anything away.
      zh 残差接通，没有归一化：y = x + F(x)。每一层都往残差流里加东西，没有什么把它减下来。
      en The stream grows {growth} per layer, to an RMS of {activation_rms}. A model that knows nothing should lose {guessing}; this one begins at {loss}.
      zh 残差流每层增大 {growth}，RMS 到 {activation_rms}。一无所知的模型损失应为 {guessing}；它却从 {loss} 开始。
      en The gradient grows the other way: {gradient_rms} at the last layer, {first-gradient} at the embedding. Residuals stop vanishing; they do not stop exploding.
      zh 梯度朝另一个方向增大：最后一层 {gradient_rms}，嵌入处 {first-gradient}。残差防止消失，却不防止爆炸。
      keys @30
      en {step} steps later the loss is {loss}. Training does not repair it.
      zh 训练到第 {step} 步，损失 {loss}。训练修不好它。
      keys n i @0
      en n: the norm after the add, the tutorial's formula. The same weights, RMS {activation_rms} at the last layer, gradient spread {gradient_spread}, loss {loss}.
      zh n：相加之后归一化，正是教程的公式。同样的权重，最后一层 RMS {activation_rms}，梯度跨度 {gradient_spread}，损失 {loss}。
      en So the tutorial is right that the norm tames what the add piles up. Whether it then learns is another question: see warm-up.
      zh 所以教程说得对：归一化驯服了相加带来的累积。至于能否学会，是另一个问题：见演示 warm-up。
      """#
    ),
    (
      "why-add-before-norm",
      #"""
      title-en the title question: what if the norm came before the add?
      title-zh 标题之问：如果先归一化、后相加，会怎样？
      config layers=12,norm=branch

      keys @0
      en Why is the residual added before the norm? Here is the other order: y = x + LN(F(x)). The branch is normalized, then added.
      zh 残差为什么在归一化之前相加？这里用相反的顺序：y = x + LN(F(x))。先归一化支路，再相加。
      keys @45
      en With {layers} layers the other order is fine: solved at step {solved}, without warm-up. The tutorial's own order stalls here.
      zh {layers} 层时，相反的顺序没有问题：第 {solved} 步学会，无须预热。教程自己的顺序在这里反而停滞。
      keys p 9 enter @0
      en Now {layers} layers, from the menu. Forward all looks calm: the stream's RMS is {activation_rms} at the last layer.
      zh 现在是 {layers} 层（取自起点菜单）。前向看起来很平静：最后一层残差流的 RMS 为 {activation_rms}。
      en Backward it explodes: {gradient_rms} at the last layer, {first-gradient} at the embedding, {gradient_spread} between them. The order does matter, at depth.
      zh 反向却爆炸了：最后一层 {gradient_rms}，嵌入处 {first-gradient}，相差 {gradient_spread} 倍。层数一深，顺序就重要了。
      keys N i @0
      en Sandwich normalizes what enters the branch as well. The stream is as large, {activation_rms}, the gradient's spread only {gradient_spread}.
      zh sandwich 把进入支路的也归一化。残差流同样大，{activation_rms}，梯度跨度却只有 {gradient_spread}。
      en So it is not the order alone: queries and keys that read the growing stream without a norm drive the softmax into its corners.
      zh 所以原因不只是顺序：查询和键直接读取不断增大的残差流，没有归一化，softmax 就被推到饱和。
      """#
    ),
    (
      "warm-up",
      #"""
      title-en the same block with and without warm-up, side by side
      title-zh 同样的块，有预热与无预热，并排对比
      config layers=12,norm=post

      keys @0
      en The tutorial's block, norm after the add, {layers} layers, the full learning rate from the first step on.
      zh 教程中的块，相加之后归一化，{layers} 层，第一步就用全部学习率。
      keys @30
      en Step {step}: loss {loss}, guessing {guessing}. At the start the gradient was even; a few large steps crashed it: spread {gradient_spread}, tokens alike ({token_diversity}).
      zh 第 {step} 步：损失 {loss}，随机猜测 {guessing}。起初梯度是均匀的；几步大更新毁了它：跨度 {gradient_spread}，词元趋同（{token_diversity}）。
      keys c
      en c adds a twin: the same weights, the same batches, in a lane of its own. It has caught up, and of course shows the same numbers.
      zh c 增加一个孪生：同样的权重、同样的批次，另一条通道。它已追上来，数字当然相同。
      keys w 2 i @6
      en w gives the twin alone a warm-up: its learning rate rises over 100 steps. 2 shows both lanes on the same plots, i starts both again.
      zh w 只给孪生加上预热：学习率在 100 步内升高。2 把两条通道画在同一张图上，i 让两者一起重来。
      keys @99
      en One stays at guessing. The other, the twin, was solved at step {solved}; its loss is {loss}. Nothing else differs between them.
      zh 一条停在随机猜测。另一条，孪生，在第 {solved} 步学会；损失 {loss}。两者再无别的不同。
      """#
    ),
    (
      "collapse",
      #"""
      title-en all layers look healthy, and yet all tokens have become one
      title-zh 每一层看起来都健康，所有词元却已变成同一个
      config layers=12,norm=post,residual=off

      keys @0
      en Residual off, but a norm after every branch: y = LN(F(x)). A norm keeps sizes tame. Is that enough?
      zh 切断残差，但每条支路之后都归一化：y = LN(F(x))。归一化使大小平稳。这就够了吗？
      en Every layer has an RMS near 1 ({activation_rms} at the last), and the gradient spans {gradient_spread} only. By its sizes the stack looks healthy.
      zh 每一层的 RMS 都接近 1（最后一层 {activation_rms}），梯度只跨 {gradient_spread}。从大小看，这个堆叠很健康。
      keys : m e t r i c space t o k e n - d i v e r s i t y enter
      en Another look: how much do the tokens of a sequence differ, as a share of their size? {token_diversity} after the last layer. They have become one token.
      zh 换个角度：一个序列里的词元彼此相差多少（相对其大小）？最后一层之后只剩 {token_diversity}。它们成了同一个词元。
      keys @45
      en What is alike cannot be copied. Step {step}: loss {loss}, guessing {guessing}. No size on the first screen could tell.
      zh 全都一样，就无从复制。第 {step} 步：损失 {loss}，随机猜测 {guessing}。而第一屏上的大小完全看不出来。
      keys r i @0
      en r joins the residual paths, the same weights: now {token_diversity} of the difference is left behind {layers} layers. Post-norm still wears it down.
      zh r 接通残差，同样的权重：{layers} 层之后还剩 {token_diversity}。post-norm 仍在慢慢磨掉差别。
      keys n i @24
      en Pre-norm never normalizes the stream itself: {token_diversity} at step {step}, solved at step {solved}. What residuals save here is which token is which.
      zh pre-norm 不归一化残差流本身：第 {step} 步为 {token_diversity}，第 {solved} 步学会。残差在这里保住的，是哪个词元是哪个。
      """#
    ),
    (
      "step-through",
      #"""
      title-en where in one training step does the gradient get lost? operation by operation
      title-zh 一步训练之中，梯度在哪里丢失？逐个运算走一遍
      config layers=12,norm=none,residual=off

      keys @0
      en No residual, no norm. The gradient dies on its way to the input; but at which operation? Step through one training step, one operation at a time.
      zh 没有残差，没有归一化。梯度在流向输入的途中消失；但消失在哪个运算？让我们逐个运算走完一步训练。
      keys s
      en s opens the next step before its first operation. On the left all {operations} of them; on the right the present one: formula, sizes, one number worked out.
      zh s 在下一步的第一个运算之前打开它。左边是全部 {operations} 个运算；右边是当前运算：公式、大小和一个数的算式。
      keys end m
      en At the end, m: the gradient at every tap, as a multiple of the loss's. It falls all the way; the steepest stretch is {steepest}, {steepest-factor}.
      zh 走到末尾，按 m：各处的梯度是损失处的多少倍。它一路下降；最陡的一段是 {steepest}，{steepest-factor}。
      keys m m home / d W o enter
      en / finds the gradient of that attention. Each operation tells its amplification; those that are passed keep it in the list.
      zh 用 / 找到该注意力的梯度。每个运算都给出放大倍数；走过的运算在列表里保留它。
      keys down
      en Through the output matrix the gradient passes nearly unharmed: {amplification}.
      zh 穿过输出矩阵，梯度几乎无损：{amplification}。
      keys down
      en Here it is lost: dv = pᵀ·dc. Each value gets a mean over all tokens' gradients, and they cancel. The line "to the values" has the factor.
      zh 就丢在这里：dv = pᵀ·dc。每个值得到所有词元梯度的平均，它们互相抵消。倍数见“传给值”一行。
      en The attention weights get almost nothing, {amplification}: where all tokens are alike it does not matter which one is looked at. Query and key learn nothing.
      zh 注意力权重几乎得不到梯度，{amplification}：词元都一样时，看哪一个都无所谓。查询和键学不到东西。
      keys s a r i @0 s end m
      en The same step with the residual on. Now the skip carries the gradient past every branch: no stretch falls, the steepest is {steepest}, {steepest-factor}.
      zh 同一步，接通残差。梯度沿残差绕过每条支路：没有一段下降，最陡的是 {steepest}，{steepest-factor}。
      """#
    ),
    (
      "time-travel",
      #"""
      title-en back to any step, to the same bits, and on into another future
      title-zh 回到任何一步，逐位相同，再走向另一个未来
      config layers=12,norm=post

      keys @0
      en A run is its seed and what was done to it. So it can go back to any of its steps, and every number comes out the same, bit for bit.
      zh 一次训练就是它的种子加上对它做过的事。所以它能回到任何一步，每个数都逐位相同。
      keys @40
      en Post without warm-up: step {step}, loss {loss}, stalled. When did it go wrong?
      zh post，无预热：第 {step} 步，损失 {loss}，停滞。是什么时候出的问题？
      keys home
      en home: step {step}. The gradient reaches every layer, spread {gradient_spread}. Weights and all are those of that step again.
      zh home：第 {step} 步。梯度到达每一层，跨度 {gradient_spread}。权重和一切都回到那一步。
      keys > > > > > > > > >
      en Nine steps on, with >: spread {gradient_spread} already. In these steps the gradient towards the input was lost.
      zh 按 > 走九步：跨度已是 {gradient_spread}。就在这几步里，通往输入的梯度丢失了。
      keys home n @30
      en Home again, n, and on: another future from the same weights. Solved at step {solved}. The dotted line is the old one.
      zh 再按 home，按 n，继续：同样的权重，另一个未来。第 {solved} 步学会。点线是旧的那条。
      keys u
      en u takes the rewiring back, and the weights stay. Every change has its step in the journal: :save-run keeps it, replay plays it again to the same bits.
      zh u 撤销改接，权重不变。每次改动都连同步数记入日志：:save-run 保存它，replay 逐位重放。
      """#
    ),
  ]
}
