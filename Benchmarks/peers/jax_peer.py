"""The same encoder in JAX: python jax_peer.py SIZES

One jitted step of loss, gradients, AdamW and all statistics, its state donated. Fused q, k and v.
The statistics are those of torch_peer.py.
"""

import sys

import rounds

rounds.keep_to_processors()  # before JAX counts them

import jax  # noqa: E402
import jax.numpy as np  # noqa: E402


def moments(x):
    """L2 norm and largest magnitude."""
    return np.stack([np.sqrt(np.sum(x * x)), np.max(np.abs(x))])


@jax.custom_vjp
def probe(x, reading):
    """The identity; the gradient that it reports for `reading` is moments(gradient of x)."""
    return x


probe.defvjp(lambda x, reading: (x, None), lambda _, gradient: (gradient, moments(gradient)))


def initial_parameters(size, key):
    keys = iter(jax.random.split(key, 4 * size.layers + 3))

    def matrix(inputs, outputs):
        deviation = (2 / (inputs + outputs)) ** 0.5
        return deviation * jax.random.normal(next(keys), (inputs, outputs))

    def sublayer(inputs, hidden):
        return {
            "gain": np.ones(inputs), "bias": np.zeros(inputs),
            "inward": matrix(inputs, hidden[0]), "inward_bias": np.zeros(hidden[0]),
            "outward": matrix(hidden[1], inputs), "outward_bias": np.zeros(inputs),
        }  # fmt: skip

    d = size.width
    return {
        "token": matrix(size.vocabulary, d), "position": matrix(size.sequence, d),
        "attention": [sublayer(d, (3 * d, d)) for _ in range(size.layers)],
        "feedforward": [sublayer(d, (size.ffn, size.ffn)) for _ in range(size.layers)],
        "gain": np.ones(d), "bias": np.zeros(d),
        "head": matrix(d, size.vocabulary), "head_bias": np.zeros(size.vocabulary),
    }  # fmt: skip


def normalize(x, gain, bias):
    centred = x - x.mean(-1, keepdims=True)
    variance = (centred * centred).mean(-1, keepdims=True)
    return centred * jax.lax.rsqrt(variance + 1e-5) * gain + bias


def attention(p, x, heads):
    batch, sequence, width = x.shape
    qkv = normalize(x, p["gain"], p["bias"]) @ p["inward"] + p["inward_bias"]
    query, key, value = np.moveaxis(qkv.reshape(batch, sequence, 3, heads, -1), 2, 0)
    scores = np.einsum("bqhc,bkhc->bhqk", query, key) * (width // heads) ** -0.5
    mixed = np.einsum("bhqk,bkhc->bqhc", jax.nn.softmax(scores), value)
    return mixed.reshape(batch, sequence, width) @ p["outward"] + p["outward_bias"]


def feed_forward(p, x):
    hidden = normalize(x, p["gain"], p["bias"]) @ p["inward"] + p["inward_bias"]
    # Without the barriers the compiler fuses GELU into its neighbours, at half the speed.
    hidden = jax.nn.gelu(jax.lax.optimization_barrier(hidden), approximate=False)
    return jax.lax.optimization_barrier(hidden) @ p["outward"] + p["outward_bias"]


def loss_and_seen(p, readings, tokens, targets, size):
    seen = []

    def tap(index, x, branch=None):
        if branch is not None:
            seen.append(np.stack([np.sqrt(np.sum(branch * branch)), np.sum(branch * x)]))
            x = x + branch
        seen.append(moments(x))
        return probe(x, readings[index])

    x = tap(0, p["token"][tokens] + p["position"])
    for layer in range(size.layers):
        x = tap(2 * layer + 1, x, attention(p["attention"][layer], x, size.heads))
        x = tap(2 * layer + 2, x, feed_forward(p["feedforward"][layer], x))
    x = tap(2 * size.layers + 1, normalize(x, p["gain"], p["bias"]))
    logits = x @ p["head"] + p["head_bias"]
    right = np.take_along_axis(logits, targets[..., None], -1)[..., 0]
    return np.mean(jax.nn.logsumexp(logits, -1) - right), np.concatenate(seen)


def matrices(tree):
    """Query, key, value, output, expand, contract of every layer."""
    for attention, feedforward in zip(tree["attention"], tree["feedforward"]):
        yield from np.split(attention["inward"], 3, 1)
        yield from (attention["outward"], feedforward["inward"], feedforward["outward"])


def norms(tree):
    return np.stack([np.sqrt(np.sum(matrix * matrix)) for matrix in matrices(tree)])


def adamw(p, m, v, gradients, number):
    each = jax.tree_util.tree_map
    m = each(lambda m, g: 0.9 * m + 0.1 * g, m, gradients)
    v = each(lambda v, g: 0.999 * v + 0.001 * g * g, v, gradients)
    first, second = 1 / (1 - 0.9**number), 1 / (1 - 0.999**number)
    updated = each(
        lambda p, m, v: p - 1e-3 * (m * first / (np.sqrt(v * second) + 1e-8) + 0.01 * p), p, m, v
    )
    return updated, m, v


def main(line):
    size = rounds.Size(line)

    def train(p, m, v, number, tokens):
        readings = [np.zeros(2) for _ in range(2 * size.layers + 2)]
        differentiate = jax.value_and_grad(loss_and_seen, argnums=(0, 1), has_aux=True)
        (loss, seen), (gradients, read) = differentiate(p, readings, tokens, tokens, size)
        updated, m, v = adamw(p, m, v, gradients, number)
        change = jax.tree_util.tree_map(lambda new, old: new - old, updated, p)
        facts = (seen, np.stack(read), norms(gradients), norms(change) / norms(p))
        return updated, m, v, loss, facts

    compiled = jax.jit(train, donate_argnums=(0, 1, 2))
    key, batch_key = jax.random.split(jax.random.key(1))
    p = initial_parameters(size, key)
    zeros = lambda: jax.tree_util.tree_map(np.zeros_like, p)  # noqa: E731
    state = (p, zeros(), zeros())
    shape = (rounds.BATCHES, size.batch, size.sequence)
    batches = list(jax.random.randint(batch_key, shape, 0, size.vocabulary))

    def step(number):
        nonlocal state
        *state, loss, facts = compiled(*state, number + 1.0, batches[number % rounds.BATCHES])
        jax.device_get(facts)
        return float(loss)

    rounds.serve(f"jax {jax.__version__}", step)


main(*sys.argv[1:])
