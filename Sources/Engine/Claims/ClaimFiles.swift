/// The files of the folder content/claims, written by Scripts/content.
enum ClaimFiles {
  static let all: [(name: String, file: String)] = [
    (
      "R1",
      #"""
      claim-en A block outputs F(x) + x: its input is added to what it computes.
      claim-zh 块输出 F(x) + x：输入被加到块算出的结果上。
      reading-en Two additions per layer, and each gives the sum of its two inputs up to rounding.
      reading-zh 每层两次相加，每次的结果都等于两个输入之和，只差舍入误差。
      source-en the tutorial; He and others 2016
      source-zh 教程；He 等 2016
      recorded holds
      flip --residual off
      flip-en Nothing is added any more.
      flip-zh 不再有任何相加。

      arm post sums layers=12,norm=post
      arm post-no-residual sums layers=12,norm=post,residual=off
      arm post-start start layers=12,norm=post
      arm none start layers=12,norm=none

      demands sum_count of post: 24; recorded 24
      demands sum_deviation of post: 0 to 1; recorded 0 to 1
      compares sum_count of post-no-residual: recorded 0
      plot activation_rms of post-start none
      """#
    ),
    (
      "R2",
      #"""
      claim-en The Transformer then normalizes the sum: LN(F(x) + x).
      claim-zh Transformer 随后把这个和归一化：LN(F(x) + x)。
      reading-en Only if the placement is post, that of 2017. Pre, sandwich and branch leave the sum as it is, and most models today are wired like that.
      reading-zh 只有 2017 年原版的 post 如此。pre、sandwich 和 branch 不动这个和，如今的模型多半这样接。
      source-en the tutorial; Vaswani and others 2017
      source-zh 教程；Vaswani 等 2017
      recorded only-if
      flip --norm pre
      flip-en The norm moves in front of the branch.
      flip-zh 归一化移到支路之前。

      arm post start layers=12,norm=post
      arm pre start layers=12,norm=pre
      arm sandwich start layers=12,norm=sandwich
      arm branch start layers=12,norm=branch

      demands rms_deviation of post: 0 to 0.01; recorded 0 to 0.01
      demands rms_deviation of pre: 0 to 0.01; recorded 1.7 to 2.3
      demands rms_deviation of sandwich: 0 to 0.01; recorded 3.4 to 4.6
      demands rms_deviation of branch: 0 to 0.01; recorded 3.4 to 4.6
      plot activation_rms of post pre sandwich branch
      """#
    ),
    (
      "R3",
      #"""
      claim-en Residuals keep the gradients of a deep stack from vanishing and from exploding.
      claim-zh 残差让深层堆叠的梯度既不消失也不爆炸。
      reading-en Against vanishing they do. Against explosion only if something bounds what the additions pile up: a norm, or gates that start at 0. By themselves they are what explodes.
      reading-zh 对消失有效。对爆炸则须另有约束，使相加的结果不致越堆越大：归一化，或从 0 起的门控。单靠残差，爆炸的正是它。
      source-en the tutorial; He and others 2016
      source-zh 教程；He 等 2016
      recorded only-if
      flip --norm none
      flip-en Residual on and no norm: the gradient explodes towards the input.
      flip-zh 有残差而无归一化：梯度在流向输入时爆炸。

      arm none start layers=24,norm=none
      arm post start layers=24,norm=post
      arm pre start layers=24,norm=pre
      arm rezero start layers=24,preset=rezero
      arm none-no-residual start layers=24,norm=none,residual=off

      demands input_gradient_decades of none: -2 or more; recorded 8 to 14
      demands gradient_spread of none: 0 to 2; recorded 8 to 14
      demands gradient_spread of post: 0 to 2; recorded 0.4 to 1.1
      demands gradient_spread of pre: 0 to 2; recorded 0.5 to 1.1
      demands gradient_spread of rezero: 0 to 2; recorded 0 to 0.2
      compares input_gradient_decades of none-no-residual: recorded -10.8 to -10.2
      plot gradient_rms of none-no-residual none post pre
      """#
    ),
    (
      "R4",
      #"""
      claim-en The residual is a direct channel: deep layers still hold the input.
      claim-zh 残差是直达通道：深层仍保有输入。
      reading-en Only if no norm stands in the channel (pre, sandwich) or the skip is scaled up (DeepNorm). Post rescales the sum behind every sublayer, and little is left of the input.
      reading-zh 前提是通道上没有归一化（pre、sandwich），或残差被放大（DeepNorm）。post 在每个子层之后重新缩放，输入所剩无几。
      source-en the tutorial; measured
      source-zh 教程；实测
      recorded only-if
      flip --norm post
      flip-en A norm stands in the channel.
      flip-zh 通道上多了归一化。

      arm pre start layers=12,norm=pre
      arm sandwich start layers=12,norm=sandwich
      arm post start layers=12,norm=post
      arm deepnorm start layers=12,preset=deepnorm
      arm pre-no-residual start layers=12,norm=pre,residual=off

      # Tokens at random have a cosine of 0 ± 0.04.
      demands input_similarity of pre: 0.1 to 1; recorded 0.28 to 0.4
      demands input_similarity of sandwich: 0.1 to 1; recorded 0.16 to 0.27
      demands input_similarity of post: 0.1 to 1; recorded -0.02 to 0.08
      demands input_similarity of deepnorm: 0.1 to 1; recorded 0.97 to 1
      compares input_similarity of pre-no-residual: recorded -0.1 to 0.1
      plot input_similarity of pre post deepnorm pre-no-residual
      """#
    ),
    (
      "R5",
      #"""
      claim-en Residuals make training stabler and more efficient.
      claim-zh 残差让训练更稳定、更高效。
      reading-en By far: with them the task is learnt within some tens of steps, without them it stays at guessing.
      reading-zh 差别极大：有残差，几十步即学会；没有，则停在随机猜测。
      source-en the tutorial; measured
      source-zh 教程；实测
      recorded holds
      flip --layers 1 --residual off
      flip-en A single layer learns without a residual too.
      flip-zh 只有一层时，没有残差也能学会。

      arm pre-12 training 150 layers=12,norm=pre
      arm pre-no-residual-12 training 150 layers=12,norm=pre,residual=off
      arm post-6 training 150 layers=6,norm=post
      arm post-no-residual-6 training 150 layers=6,norm=post,residual=off
      arm pre-no-residual-1 training 150 layers=1,norm=pre,residual=off

      demands solved_step of pre-12: 0 to 60; recorded 10 to 25
      demands recent_loss of pre-no-residual-12: 2.5 or more; recorded 2.7 to 2.9
      demands solved_step of post-6: 0 to 60; recorded 15 to 45
      demands recent_loss of post-no-residual-6: 2.5 or more; recorded 2.6 to 2.9
      compares solved_step of pre-no-residual-1: recorded 5 to 60
      plot loss of pre-12 pre-no-residual-12 post-6 post-no-residual-6
      """#
    ),
    (
      "W1",
      #"""
      claim-en LN after the add smooths the extreme values that the add brings.
      claim-zh 相加之后的 LN 抹平相加带来的极端值。
      reading-en Only if extreme means large: LN gives every token an RMS of 1. Within a token it smooths nothing. A channel that stands out stands out as much as before (the kurtosis stays), and the others are pressed down.
      reading-zh 仅当“极端”指数值大：LN 使每个词元的 RMS 为 1。词元内部什么也没抹平：突出的通道依旧突出（峰度不变），其余通道反被压低。
      source-en the tutorial; Ba and others 2016; measured
      source-zh 教程；Ba 等 2016；实测
      recorded only-if
      flip --norm none
      flip-en Without the norm the largest value is that of the grown stream.
      flip-zh 没有归一化，最大值就是增大后的残差流的最大值。

      arm post-12 start layers=12,norm=post
      arm spike outlier 20 layers=1
      arm none-12 start layers=12,norm=none

      demands activation_max of post-12: 0 to 10; recorded 3 to 6
      demands kurtosis_ratio of spike: 0 to 0.9; recorded 0.999 to 1.001
      compares activation_max of none-12: recorded 300 to 1000
      compares outlier_max of spike: recorded 7.3 to 7.94
      compares others_rms of spike: recorded 0.3 to 0.5
      plot activation_rms of post-12 none-12
      """#
    ),
    (
      "W2",
      #"""
      claim-en Without a norm after the add residuals pile up, and the outputs blow up with depth.
      claim-zh 相加之后没有归一化，残差层层堆积，输出随深度暴涨。
      reading-en Only if the initial weights are large, as Xavier's. From smaller ones the stream hardly grows, and pre, which has no norm after the add either, grows as the root of the depth.
      reading-zh 仅当初始权重较大，如 Xavier。权重小时残差流几乎不增大；pre 在相加之后同样没有归一化，只按深度的平方根增大。
      source-en the tutorial; Xiong and others 2020; measured
      source-zh 教程；Xiong 等 2020；实测
      recorded only-if
      flip --norm none --init torch
      flip-en Smaller initial weights, hardly any growth.
      flip-zh 初始权重变小，几乎不再增大。

      arm none start layers=24,norm=none
      arm none-torch start layers=24,norm=none,init=torch
      arm none-normal02 start layers=24,norm=none,init=normal02
      arm pre start layers=24,norm=pre
      arm post start layers=24,norm=post

      demands activation_rms of none: 100 or more; recorded 15000 to 100000
      demands activation_rms of none-torch: 100 or more; recorded 3 to 6
      demands activation_rms of none-normal02: 100 or more; recorded 0.95 to 1.1
      demands activation_rms of pre: 100 or more; recorded 3.8 to 5.2
      compares activation_rms of post: recorded 0.99 to 1.01
      plot activation_rms of none none-torch pre post
      """#
    ),
    (
      "W3",
      #"""
      claim-en LN after the add steadies the gradients of a deep stack.
      claim-zh 相加之后的 LN 使深层堆叠的梯度平稳。
      reading-en At the start it does. In training only if the rate warms up: after twenty full steps the gradient falls by decades towards the input.
      reading-zh 开始时确实如此。训练中则须预热：全速二十步之后，梯度在流向输入时下降几个数量级。
      source-en the tutorial; Xiong and others 2020; measured
      source-zh 教程；Xiong 等 2020；实测
      recorded only-if
      flip --warmup 100
      flip-en With warm-up it stays steady.
      flip-zh 有预热则保持平稳。

      arm post-48 start layers=48,norm=post
      arm post-12 training 150 layers=12,norm=post
      arm post-warm-12 training 150 layers=12,norm=post,warmup=100
      arm none-24 start layers=24,norm=none
      arm branch-48 start layers=48,norm=branch
      arm pre-48 start layers=48,norm=pre
      arm sandwich-48 start layers=48,norm=sandwich

      demands gradient_spread of post-48: 0 to 2; recorded 0.6 to 1.4
      demands gradient_spread(20) of post-12: 0 to 2; recorded 2.01 to 3.8
      demands gradient_spread(20) of post-warm-12: 0 to 2; recorded 0.5 to 1.6
      compares gradient_spread of none-24: recorded 8 to 14
      compares gradient_spread of branch-48: recorded 4.7 to 6.7
      plot gradient_rms of post-48 pre-48 sandwich-48 branch-48
      """#
    ),
    (
      "S1",
      #"""
      claim-en Post needs warm-up, pre does not.
      claim-zh post 需要预热，pre 不需要。
      reading-en At twelve layers: post stays at guessing at once, learns when the rate rises over 100 steps, and pre learns without.
      reading-zh 12 层时：post 不预热便停在随机猜测，学习率在 100 步内升高就能学会；pre 无须预热。
      source-en Xiong and others 2020; measured
      source-zh Xiong 等 2020；实测
      recorded holds
      flip --norm pre
      flip-en Pre learns without warm-up.
      flip-zh pre 不预热也能学会。

      arm post training 150 layers=12,norm=post
      arm post-warm training 150 layers=12,norm=post,warmup=100
      arm pre training 150 layers=12,norm=pre

      demands recent_loss of post: 2.5 or more; recorded 2.6 to 2.9
      demands solved_step of post-warm: 0 to 149; recorded 75 to 115
      demands solved_step of pre: 0 to 60; recorded 10 to 25
      plot loss of post post-warm pre
      """#
    ),
    (
      "S2",
      #"""
      claim-en Without residual all tokens become alike, and nothing is learnt.
      claim-zh 没有残差，所有词元变得相同，什么也学不会。
      reading-en The norm keeps the sizes right. What is lost is which token is which.
      reading-zh 归一化保住了大小，丢掉的是词元之间的区别。
      source-en Dong and others 2021; measured
      source-zh Dong 等 2021；实测
      recorded holds
      flip --residual on
      flip-en With residual it learns at once.
      flip-zh 有残差则很快学会。

      arm pre-no-residual training 150 layers=6,norm=pre,residual=off
      arm pre training 150 layers=6,norm=pre

      demands recent_loss of pre-no-residual: 2.5 or more; recorded 2.5 to 2.9
      demands token_similarity of pre-no-residual: 0.99 to 1.01; recorded 0.999 to 1.001
      compares solved_step of pre: recorded 10 to 30
      compares token_similarity of pre: recorded 0.45 to 0.7
      plot loss of pre pre-no-residual
      """#
    ),
    (
      "S3",
      #"""
      claim-en Without residual and norm the gradient vanishes, by the same factor in every layer.
      claim-zh 既无残差又无归一化，梯度每层按同一倍数缩小，直至消失。
      reading-en Every layer passes on less than half of the gradient it gets.
      reading-zh 每层传下去的梯度不到它收到的一半。
      source-en He and others 2016; measured
      source-zh He 等 2016；实测
      recorded holds
      flip --norm none --residual on
      flip-en It no longer vanishes: it explodes.
      flip-zh 不再消失，而是爆炸。

      arm none-no-residual start layers=24,norm=none,residual=off
      arm none start layers=24,norm=none

      demands input_gradient_decades of none-no-residual: at most -6; recorded -10.8 to -10.2
      # 10^-0.44 to 10^-0.40.
      demands gradient_factor of none-no-residual: 0 to 0.5; recorded 0.363 to 0.398
      compares input_gradient_decades of none: recorded 8 to 14
      plot gradient_rms of none-no-residual none
      """#
    ),
    (
      "S4",
      #"""
      claim-en With residual and without norm the stream explodes, by the same factor in every layer.
      claim-zh 有残差而无归一化，残差流每层按同一倍数增大，直至爆炸。
      reading-en And so the loss of the first step is far above that of guessing.
      reading-zh 因此第一步的损失就远高于随机猜测。
      source-en measured
      source-zh 实测
      recorded holds
      flip --norm pre
      flip-en With a norm before the branch it grows slowly.
      flip-zh 支路之前加归一化，增长就缓慢。

      arm none start layers=24,norm=none
      arm pre start layers=24,norm=pre

      # 10^0.194 to 10^0.214.
      demands growth_factor of none: 1.3 or more; recorded 1.563 to 1.637
      demands activation_rms of none: 1000 or more; recorded 15000 to 100000
      demands first_loss of none: 100 or more; recorded 10000 to 200000
      compares activation_rms of pre: recorded 3.8 to 5.2
      plot activation_rms of none pre
      """#
    ),
    (
      "S5",
      #"""
      claim-en Activations and gradients may look healthy while all tokens have become alike.
      claim-zh 激活和梯度看似正常，所有词元却可能已经相同。
      reading-en LN(F(x)), the tutorial's block without its residual: RMS 1, steady gradients, and after four layers no difference between tokens is left. RMS does not show it.
      reading-zh LN(F(x))，即教程的块去掉残差：RMS 为 1，梯度平稳，而四层之后词元之间再无差别。RMS 看不出来。
      source-en Dong and others 2021; measured
      source-zh Dong 等 2021；实测
      recorded holds
      flip --residual on
      flip-en With residual the tokens stay different.
      flip-zh 有残差，词元保持不同。

      arm post-no-residual start layers=12,norm=post,residual=off
      arm post start layers=12,norm=post
      arm pre start layers=12,norm=pre

      demands rms_deviation of post-no-residual: 0 to 0.01; recorded 0 to 0.01
      demands gradient_spread of post-no-residual: 0 to 2; recorded 0.5 to 1.3
      demands token_diversity(4) of post-no-residual: 0 to 0.0001; recorded 0 to 1e-05
      compares token_diversity(4) of post: recorded 0.6 to 0.8
      compares token_diversity(4) of pre: recorded 0.72 to 0.88
      compares token_diversity(12) of post: recorded 0.03 to 0.12
      compares token_diversity(12) of pre: recorded 0.45 to 0.65
      plot token_diversity of post-no-residual post pre
      """#
    ),
    (
      "S6",
      #"""
      claim-en In pre and sandwich the square of the stream's RMS grows along a straight line.
      claim-zh pre 和 sandwich 中，残差流 RMS 的平方沿直线增大。
      reading-en So the RMS grows as the root of the depth: slowly, and never by a factor per layer.
      reading-zh 因此 RMS 按深度的平方根增大：缓慢，并非每层乘一个倍数。
      source-en Xiong and others 2020, lemma 2; Peri-LN 2025
      source-zh Xiong 等 2020，引理 2；Peri-LN 2025
      recorded holds
      flip --norm post
      flip-en Post does not grow at all.
      flip-zh post 根本不增大。

      arm pre start layers=24,norm=pre
      arm sandwich start layers=24,norm=sandwich
      arm post start layers=24,norm=post

      demands square_fit of pre: 0.95 to 1; recorded 0.95 to 1
      demands square_slope of pre: 0.3 to 1.5; recorded 0.5 to 1.2
      demands square_fit of sandwich: 0.95 to 1; recorded 0.95 to 1
      demands square_slope of sandwich: 1 to 3; recorded 1.3 to 2.5
      compares square_slope of post: recorded -0.01 to 0.01
      plot squared_rms of pre sandwich
      """#
    ),
    (
      "S7",
      #"""
      claim-en A norm before the add, x + LN(F(x)), makes the gradients explode.
      claim-zh 归一化放在相加之前，即 x + LN(F(x))，会使梯度爆炸。
      reading-en Only if the stack is deep: at twelve layers it learns, where post without warm-up does not. The cause is attention, whose logits nothing bounds: with uniform attention the explosion is gone at 48 layers too.
      reading-zh 仅当堆叠很深：12 层时能学会，而不预热的 post 学不会。原因在注意力：q·k 的大小没有约束，换成均匀注意力，48 层也不再爆炸。
      source-en the tutorial's title question; Swin V2 2022
      source-zh 教程标题之问；Swin V2 2022
      recorded only-if
      flip --norm branch --layers 12
      flip-en At twelve layers the gradient stays within two decades.
      flip-zh 12 层时梯度保持在两个数量级之内。

      arm branch-48 start layers=48,norm=branch
      arm branch-12 start layers=12,norm=branch
      arm branch-uniform-48 uniform-start layers=48,norm=branch
      arm branch-12-training training 150 layers=12,norm=branch
      arm sandwich-48 start layers=48,norm=sandwich

      demands gradient_spread of branch-48: 3 or more; recorded 4.7 to 6.7
      demands gradient_spread of branch-12: 3 or more; recorded 1.5 to 2.1
      demands gradient_spread of branch-uniform-48: 3 or more; recorded 0.8 to 1.5
      compares gradient_factor of branch-48: recorded 1.2 to 1.36
      compares solved_step of branch-12-training: recorded 20 to 60
      compares gradient_spread of sandwich-48: recorded 0.9 to 1.5
      compares rms_ratio of branch-48 sandwich-48: recorded 0.9 to 1.1
      plot gradient_rms of branch-48 sandwich-48 branch-uniform-48
      """#
    ),
    (
      "S8",
      #"""
      claim-en A small change of all weights changes post's output the more the deeper the stack is, pre's hardly more, DeepNorm's less.
      claim-zh 所有权重的微小改变，对 post 输出的影响随深度增大，对 pre 几乎不增大，对 DeepNorm 反而减小。
      reading-en This is what the first steps of training do to each of them.
      reading-zh 训练的头几步对它们做的正是这种改变。
      source-en Liu and others 2020; DeepNet 2022
      source-zh Liu 等 2020；DeepNet 2022
      recorded holds
      flip --norm pre
      flip-en The change hardly depends on the depth.
      flip-zh 影响几乎与深度无关。

      arm post-6 noise layers=6,norm=post
      arm post-12 noise layers=12,norm=post
      arm post-24 noise layers=24,norm=post
      arm post-48 noise layers=48,norm=post
      arm pre-6 noise layers=6,norm=pre
      arm pre-12 noise layers=12,norm=pre
      arm pre-24 noise layers=24,norm=pre
      arm pre-48 noise layers=48,norm=pre
      arm deepnorm-6 noise layers=6,preset=deepnorm
      arm deepnorm-12 noise layers=12,preset=deepnorm
      arm deepnorm-24 noise layers=24,preset=deepnorm
      arm deepnorm-48 noise layers=48,preset=deepnorm
      arm post-48-start start layers=48,norm=post
      arm pre-48-start start layers=48,norm=pre
      arm deepnorm-48-start start layers=48,preset=deepnorm

      demands change_exponent of post-6 post-12 post-24 post-48: 0.85 or more; recorded 0.85 to 2
      demands change_exponent of pre-6 pre-12 pre-24 pre-48: 0 to 0.8; recorded 0.2 to 0.7
      demands change_exponent of deepnorm-6 deepnorm-12 deepnorm-24 deepnorm-48: -1 to 0; recorded -0.6 to -0.4
      compares output_change of post-12: recorded 0.001 to 0.004
      compares output_change of post-48: recorded 0.008 to 0.04
      compares output_change of pre-12: recorded 0.0004 to 0.0009
      compares output_change of pre-48: recorded 0.0007 to 0.002
      plot gradient_rms of post-48-start pre-48-start deepnorm-48-start
      """#
    ),
    (
      "S9",
      #"""
      claim-en From some depth on post needs warm-up, and from a larger one that does not help either.
      claim-zh 超过某一深度，post 需要预热；再深一些，预热也无济于事。
      reading-en Here: 8 and 10 layers learn, 12 only with warm-up, 24 not at all within 150 steps.
      reading-zh 此处：8 层和 10 层能学会，12 层须预热，24 层在 150 步内怎样都学不会。
      source-en measured
      source-zh 实测
      recorded holds
      flip --layers 8
      flip-en Eight layers learn at once.
      flip-zh 8 层直接就能学会。

      arm post-8 training 150 layers=8,norm=post
      arm post-10 training 250 layers=10,norm=post
      arm post-12 training 150 layers=12,norm=post
      arm post-warm-12 training 150 layers=12,norm=post,warmup=100
      arm post-24 training 150 layers=24,norm=post
      arm post-warm-24 training 150 layers=24,norm=post,warmup=100

      demands solved_step of post-8: 0 to 149; recorded 25 to 70
      demands solved_step of post-10: 0 to 249; recorded 80 to 200
      demands recent_loss of post-12: 2.5 or more; recorded 2.6 to 2.9
      demands solved_step of post-warm-12: 0 to 149; recorded 75 to 115
      demands recent_loss of post-24: 2.5 or more; recorded 2.7 to 2.9
      demands recent_loss of post-warm-24: 2.5 or more; recorded 2.5 to 2.9
      plot loss of post-8 post-12 post-warm-12 post-warm-24
      """#
    ),
    (
      "S10",
      #"""
      claim-en DeepNorm and ReZero train 24 layers without warm-up, where post fails with it.
      claim-zh DeepNorm 和 ReZero 无须预热就能训练 24 层，而 post 预热也不行。
      reading-en One scales skips and initial weights, the other opens its gates from 0 and has no norm.
      reading-zh 前者缩放残差和初始权重，后者让门控从 0 打开，没有归一化。
      source-en DeepNet 2022; ReZero 2020; measured
      source-zh DeepNet 2022；ReZero 2020；实测
      recorded holds
      flip --layers 24 --norm post
      flip-en Post stays at guessing.
      flip-zh post 停在随机猜测。

      arm deepnorm training 150 layers=24,preset=deepnorm
      arm rezero training 150 layers=24,preset=rezero
      arm post training 150 layers=24,norm=post
      arm post-warm training 150 layers=24,norm=post,warmup=100

      demands solved_step of deepnorm: 0 to 60; recorded 8 to 20
      demands solved_step of rezero: 0 to 60; recorded 20 to 40
      compares recent_loss of post: recorded 2.7 to 2.9
      compares recent_loss of post-warm: recorded 2.5 to 2.9
      plot loss of deepnorm rezero post post-warm
      """#
    ),
    (
      "I1",
      #"""
      claim-en What residual and norm do at the start depends on the initial weights.
      claim-zh 残差和归一化在开始时的作用取决于初始权重。
      reading-en With normal02 and gpt2 at this width nothing grows and nothing collapses in 24 layers, with or without a norm.
      reading-zh 在此宽度下，用 normal02 和 gpt2，24 层里既不增大也不坍缩，有无归一化都一样。
      source-en measured
      source-zh 实测
      recorded holds
      flip --norm none --init torch
      flip-en The growth is nearly gone.
      flip-zh 增长几乎消失。

      arm none start layers=24,norm=none
      arm none-torch start layers=24,norm=none,init=torch
      arm none-normal02 start layers=24,norm=none,init=normal02
      arm none-gpt2 start layers=24,norm=none,init=gpt2
      arm post start layers=24,norm=post
      arm post-torch start layers=24,norm=post,init=torch
      arm post-normal02 start layers=24,norm=post,init=normal02
      arm none-xavier start layers=24,norm=none,init=xavier

      demands activation_rms of none: 100 or more; recorded 15000 to 100000
      demands activation_rms of none-torch: 0 to 100; recorded 3 to 6
      demands activation_rms of none-normal02: 0 to 2; recorded 0.95 to 1.1
      demands activation_rms of none-gpt2: 0 to 2; recorded 0.95 to 1.1
      demands token_similarity of post: 0.99 to 1.01; recorded 0.999 to 1.001
      demands token_similarity of post-torch: 0 to 0.9; recorded 0.6 to 0.85
      demands token_similarity of post-normal02: 0 to 0.9; recorded 0 to 0.1
      plot activation_rms of none-xavier none-torch none-normal02 none-gpt2
      """#
    ),
    (
      "T1",
      #"""
      claim-en The gradient of the last layer's second feed-forward matrix does not depend on the depth in post, and falls with the depth in pre.
      claim-zh 最后一层前馈的第二个矩阵，其梯度在 post 中与深度无关，在 pre 中随深度减小。
      reading-en In sign, and for post in size: the theorem's bounds go as depth to the power of 0 in post and of −½ in pre, where the measured fall is weaker.
      reading-zh 符号一致，post 的大小也一致：定理给出的界在 post 中是深度的 0 次方，在 pre 中是 −½ 次方，而实测的下降较弱。
      source-en Xiong and others 2020, theorem 1
      source-zh Xiong 等 2020，定理 1
      recorded holds
      flip --norm pre
      flip-en The exponent becomes negative.
      flip-zh 指数变为负数。

      # The theorem's setting: ReLU, one head, square matrices, uniform attention.
      arm post-6 uniform-start layers=6,norm=post,activation=relu,heads=1,ffn=64
      arm post-12 uniform-start layers=12,norm=post,activation=relu,heads=1,ffn=64
      arm post-24 uniform-start layers=24,norm=post,activation=relu,heads=1,ffn=64
      arm post-48 uniform-start layers=48,norm=post,activation=relu,heads=1,ffn=64
      arm pre-6 uniform-start layers=6,norm=pre,activation=relu,heads=1,ffn=64
      arm pre-12 uniform-start layers=12,norm=pre,activation=relu,heads=1,ffn=64
      arm pre-24 uniform-start layers=24,norm=pre,activation=relu,heads=1,ffn=64
      arm pre-48 uniform-start layers=48,norm=pre,activation=relu,heads=1,ffn=64

      # A single seed's exponent has a deviation of 0.3, so demands and bands are wide.
      demands gradient_exponent of post-6 post-12 post-24 post-48: -0.2 to 0.5; recorded -0.2 to 0.4
      demands gradient_exponent of pre-6 pre-12 pre-24 pre-48: -0.8 to -0.2; recorded -0.55 to -0.22
      plot gradient_rms of post-48 pre-48
      """#
    ),
  ]
}
