"""The same encoder in PyTorch: python torch_peer.py SIZES eager|compile

Fused q, k and v (one product of width 3d: faster here than three), scaled_dot_product_attention,
fused AdamW. The statistics are ours: at the embedding, after every sublayer and after the final
norm, RMS and largest magnitude of activation and gradient; of every sublayer the branch's RMS, its
ratio to the stream and their cosine; of every matrix the gradient's norm and the update's ratio.

eager takes them in hooks. compile compiles forward and backward with the statistics inside; the
update stays the fused one.
"""

import sys

import torch
from torch import nn
from torch.nn import functional

import rounds


def moments(x):
    """L2 norm and largest magnitude."""
    return torch.stack([torch.linalg.vector_norm(x), torch.linalg.vector_norm(x, torch.inf)])


class Probe(torch.autograd.Function):
    """The identity; the gradient that it reports for `reading` is moments(gradient of x)."""

    @staticmethod
    def forward(ctx, x, reading):
        return x.view_as(x)

    @staticmethod
    def backward(ctx, gradient):
        return gradient, moments(gradient)


class Tap(nn.Module):
    """Where a stream can be watched: its hooks see the stream before, the branch and the sum."""

    def forward(self, x, branch=None):
        return x if branch is None else x + branch


class Attention(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.heads = size.heads
        self.norm = nn.LayerNorm(size.width)
        self.inward = nn.Linear(size.width, 3 * size.width)
        self.outward = nn.Linear(size.width, size.width)

    def forward(self, x):
        batch, sequence, width = x.shape
        qkv = self.inward(self.norm(x)).view(batch, sequence, 3, self.heads, width // self.heads)
        query, key, value = qkv.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value)
        return self.outward(mixed.transpose(1, 2).reshape(batch, sequence, width))


class FeedForward(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.norm = nn.LayerNorm(size.width)
        self.inward = nn.Linear(size.width, size.ffn)
        self.outward = nn.Linear(size.ffn, size.width)

    def forward(self, x):
        return self.outward(functional.gelu(self.inward(self.norm(x))))


class Encoder(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.token = nn.Embedding(size.vocabulary, size.width)
        self.position = nn.Parameter(torch.randn(size.sequence, size.width))
        kinds = [Attention, FeedForward] * size.layers
        self.sublayers = nn.ModuleList(kind(size) for kind in kinds)
        self.taps = nn.ModuleList(Tap() for _ in range(2 * size.layers + 2))
        self.norm = nn.LayerNorm(size.width)
        self.head = nn.Linear(size.width, size.vocabulary)

    def forward(self, tokens, targets, readings=None):
        """The loss and, where there are `readings` to fill, what the taps saw."""
        seen = []

        def tap(index, x, branch=None):
            y = self.taps[index](x, branch)
            if readings is not None:
                seen.append(moments(y.detach()))
                if branch is not None:
                    seen.append(branch_facts(x.detach(), branch.detach()))
                y = Probe.apply(y, readings[index])
            return y

        x = tap(0, self.token(tokens) + self.position)
        for index, sublayer in enumerate(self.sublayers):
            x = tap(index + 1, x, sublayer(x))
        x = tap(len(self.sublayers) + 1, self.norm(x))
        logits = self.head(x).flatten(0, 1)
        loss = functional.cross_entropy(logits, targets.flatten())
        return loss, torch.cat(seen) if seen else None


def branch_facts(stream, branch):
    """Norm of the branch and its dot product with the stream: ratio and cosine need no more."""
    return torch.stack(
        [torch.linalg.vector_norm(branch), torch.dot(branch.flatten(), stream.flatten())]
    )


class Eager:
    def __init__(self, model):
        self.model, self.seen, self.gradients = model, [], []
        for tap in model.taps:
            tap.register_forward_hook(self.note)

    def note(self, _, inputs, output):
        self.seen.append(moments(output.detach()))
        if len(inputs) == 2 and inputs[1] is not None:
            self.seen.append(branch_facts(inputs[0].detach(), inputs[1].detach()))
        output.register_hook(lambda gradient: self.gradients.append(moments(gradient)))

    def differentiate(self, tokens, targets):
        self.seen, self.gradients = [], []
        loss, _ = self.model(tokens, targets)
        loss.backward()
        return loss, self.seen + self.gradients


class Compiled:
    def __init__(self, model):
        self.readings = [torch.zeros(2, requires_grad=True) for _ in model.taps]
        self.forward = torch.compile(model.forward)

    def differentiate(self, tokens, targets):
        for reading in self.readings:
            reading.grad = None
        loss, seen = self.forward(tokens, targets, self.readings)
        loss.backward()
        return loss, [seen] + [reading.grad for reading in self.readings]


class Updates:
    """AdamW, and what it does to every matrix of the stack: query, key and value for themselves."""

    def __init__(self, model):
        self.optimizer = torch.optim.AdamW(
            model.parameters(), lr=1e-3, weight_decay=0.01, fused=True
        )
        self.parts = []
        for sublayer in model.sublayers:
            count = 3 if isinstance(sublayer, Attention) else 1
            self.parts += [(sublayer.inward.weight, count), (sublayer.outward.weight, 1)]
        self.weights = self.split(lambda weight: weight.detach())
        self.before = [torch.empty_like(weight) for weight in self.weights]

    def split(self, of):
        return [part for weight, count in self.parts for part in of(weight).chunk(count)]

    def apply(self):
        norms = torch._foreach_norm(self.split(lambda weight: weight.grad))
        torch._foreach_copy_(self.before, self.weights)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        changes = torch._foreach_norm(torch._foreach_sub(self.weights, self.before))
        return torch.stack(norms + changes + torch._foreach_norm(self.before))


def main(line, mode):
    torch.set_num_threads(rounds.THREADS)
    torch.manual_seed(1)
    size = rounds.Size(line)
    model = Encoder(size)
    passes = Eager(model) if mode == "eager" else Compiled(model)
    updates = Updates(model)
    batches = torch.randint(size.vocabulary, (rounds.BATCHES, size.batch, size.sequence))

    def step(number):
        tokens = batches[number % rounds.BATCHES]
        loss, readings = passes.differentiate(tokens, tokens)
        torch.cat(readings + [updates.apply()]).tolist()
        return loss.item()

    rounds.serve(f"torch {torch.__version__}", step)


main(*sys.argv[1:])
