"""PyTorch reference of the encoder, and the writer of the parity cases and of the bands at initialization.

    python generate.py [DIRECTORY]      writes DIRECTORY/NAME.safetensors for every entry of CASES (default: `cases`)
    python generate.py bands [FILE]     writes the statistics of measure_bands (default: `bands.json`)

Defaults lie beside this file. A case holds tokens, targets and initial parameters going in; activations, gradients and
updated parameters coming out. README.md explains the tensor names and the comparison rule. Made with Python 3.11,
torch 2.13.0 (CPU, one thread) and numpy 2.4; on one machine the case files come out the same to the byte.

The encoder
    stream = embedding.token[token] + embedding.position[0..<T]; then per layer an attention and a feed-forward
    sublayer; a final norm if the placement of the last sublayer is pre, sandwich or branch; then the head.
    A sublayer with branch F, skip scale a and norm N (norm_in before F, norm_out after F, norm_add after the add):
        post      N(a x + F(x))              sandwich  a x + N(F(N(x)))
        pre       a x + F(N(x))              branch    a x + N(F(x))            none  a x + F(x)
    Preset deepnorm starts from post with a = (2 layers)^(1/4). Preset rezero starts from none and multiplies what
    reaches the add from F (after norm_out, if there is one) by a learned gate. Wiring rules may change both.
    Loss: mean natural-log cross-entropy over the counted positions; target -1 means not counted.

Tolerances
    Every case is computed in fp32 (stored) and in fp64 from the same fp32 parameters. The reference difference of a
    tensor is max|fp32 - fp64| / max|fp64|; its tolerance is ten times that, at least FLOOR. Where max|fp32 - fp64| is
    below a tenth of the rule's absolute term, that term suffices and the tolerance is FLOOR. Generation fails if
    - a compared tensor has a reference difference above LIMIT: it carries rounding noise;
    - a second fp32 run, from parameters moved by one unit in the last place, leaves STEADY of any tolerance: another
      correct implementation could fail there by its rounding alone. A case in which AdamW meets a gradient element
      near its epsilon does this; another seed is the cure;
    - a ReLU input comes closer to 0 than KINK, where rounding could flip the derivative.
    Excluded from the comparison:
    - attention.key.bias, its gradient and its value after AdamW, in every case with more than one token: softmax does
      not see a shift that all keys share, so the true gradient is 0, and AdamW turns the rounding noise that is left
      into steps of up to the full learning rate. Here the gradient is checked to be small instead;
    - after AdamW, the parameters in a case's `noisy`, exactly those whose gradient's reference difference is above
      LIMIT. Only none_nores_relu has any, query and key of layers.2: two layers without a skip have made the tokens
      nearly alike, attention scores hardly change the loss, and their gradients (4e-7) are 1e5 times smaller than the
      others, with rounding noise of 1e-9, near AdamW's epsilon. The gradients themselves stay compared.
"""

import json
import math
import re
import statistics
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn import functional

FLOOR = 1e-5  # smallest tolerance
ABSOLUTE = 1e-7  # of the comparison rule |a - b| <= tolerance * max|b| + ABSOLUTE
LIMIT = 1e-3  # largest reference difference of a compared tensor
STEADY = 0.75  # share of the tolerance that rounding elsewhere may use up
KINK = 1e-5  # smallest |input| of a ReLU
EPSILON = 1e-5  # of both norm kinds, inside the root


# ---------------------------------------------------------------------------------------------- configuration


@dataclass
class Wiring:
    placement: str
    skip: float


class Config:
    """A --config line: long flags without dashes, comma-separated, wiring last."""

    def __init__(self, line):
        line, _, rules = line.partition(",wiring=")
        flags = dict(item.split("=") for item in line.split(","))
        sizes = ("layers", "width", "heads", "ffn", "sequence", "batch", "vocabulary")
        self.layers, self.width, self.heads, self.ffn, self.sequence, self.batch, self.vocabulary = (
            int(flags.pop(key)) for key in sizes
        )
        self.preset = flags.pop("preset", None)
        self.norm_kind = flags.pop("norm-kind")
        self.activation = flags.pop("activation")
        if self.preset:
            placement = {"deepnorm": "post", "rezero": "none"}[self.preset]
            skip = (2 * self.layers) ** 0.25 if self.preset == "deepnorm" else 1.0
        else:
            placement = flags.pop("norm")
            residual = flags.pop("residual")
            skip = {"on": 1.0, "off": 0.0}.get(residual) if residual in ("on", "off") else float(residual)
        assert not flags, f"unknown flags {flags}"

        self.wiring = {name: Wiring(placement, skip) for name in self.sublayers()}
        for rule in filter(None, rules.split(";")):
            self.apply(rule)
        self.has_final_norm = self.wiring[f"{self.layers}.feedforward"].placement in ("pre", "sandwich", "branch")

    def sublayers(self):
        return [f"{layer + 1}.{kind}" for layer in range(self.layers) for kind in ("attention", "feedforward")]

    def apply(self, rule):
        """LAYERS[.attention|.feedforward]=PLACEMENT[:SCALE]; layers count from 1; without :SCALE the scale stays."""
        first, last, kind, placement, scale = re.fullmatch(
            r"(\d+|\*)(?:-(\d+))?(?:\.(attention|feedforward))?=(post|pre|sandwich|branch|none)(?::(.+))?", rule
        ).groups()
        layers = range(1, self.layers + 1) if first == "*" else range(int(first), int(last or first) + 1)
        for layer in layers:
            for each in [kind] if kind else ["attention", "feedforward"]:
                wiring = self.wiring[f"{layer}.{each}"]
                wiring.placement = placement
                wiring.skip = wiring.skip if scale is None else float(scale)


# ---------------------------------------------------------------------------------------------- parameters


def parameter_shapes(config):
    """Name and shape of every tensor the program reads; matrices are [out, in]. The order is that of the draws."""
    d, f = config.width, config.ffn
    shapes = {"embedding.token": (config.vocabulary, d), "embedding.position": (config.sequence, d)}

    def add_linear(name, inputs, outputs):
        shapes[f"{name}.weight"] = (outputs, inputs)
        shapes[f"{name}.bias"] = (outputs,)

    def add_norm(name):
        shapes[f"{name}.gain"] = (d,)
        if config.norm_kind == "layer":
            shapes[f"{name}.bias"] = (d,)

    for sublayer, wiring in config.wiring.items():
        layer, kind = sublayer.split(".")
        name = f"layers.{int(layer) - 1}.{kind}"
        if config.preset == "rezero":
            shapes[f"{name}.gate"] = ()
        if kind == "attention":
            for matrix in ("query", "key", "value", "output"):
                add_linear(f"{name}.{matrix}", d, d)
        else:
            add_linear(f"{name}.expand", d, f)
            add_linear(f"{name}.contract", f, d)
        if wiring.placement in ("pre", "sandwich"):
            add_norm(f"{name}.norm_in")
        if wiring.placement in ("branch", "sandwich"):
            add_norm(f"{name}.norm_out")
        if wiring.placement == "post":
            add_norm(f"{name}.norm_add")
    if config.has_final_norm:
        add_norm("final_norm")
    add_linear("head", d, config.vocabulary)
    return shapes


def initial_parameters(config, seed, perturbation=0.1, gates=0.5):
    """Xavier-normal matrices and N(0, 1/2) embeddings. Gains, biases and gates start off their usual 1, 0 and 0 by
    normal noise of the given deviations, so that a case can tell when one of them is wrong."""
    draw, perturb = torch.Generator().manual_seed(seed), torch.Generator().manual_seed(4321)
    deepnorm_scaled = ("value.weight", "output.weight", "expand.weight", "contract.weight")
    parameters = {}
    for name, shape in parameter_shapes(config).items():
        value = torch.zeros(shape)
        if name.startswith("embedding."):
            value.normal_(0, math.sqrt(0.5), generator=draw)
        elif name.endswith(".weight"):
            value.normal_(0, math.sqrt(2 / sum(shape)), generator=draw)
            if config.preset == "deepnorm" and name.endswith(deepnorm_scaled):
                value *= (8 * config.layers) ** -0.25
        elif name.endswith(".gate"):
            value += gates * torch.randn(shape, generator=perturb)
        else:
            value += float(name.endswith(".gain"))
            value += perturbation * torch.randn(shape, generator=perturb)
        parameters[name] = value
    return parameters


# ---------------------------------------------------------------------------------------------- forward pass


class Pass:
    """One forward pass. `streams` and `branches` are keyed by tap; `relu_inputs` lists what ReLU was applied to."""

    def __init__(self, config, parameters, tokens):
        self.config, self.parameters = config, parameters
        self.branches, self.relu_inputs = {}, []
        stream = parameters["embedding.token"][tokens] + parameters["embedding.position"]
        self.streams = {"embedding": stream}
        for sublayer, wiring in config.wiring.items():
            stream = self.sublayer(sublayer, wiring, stream)
            self.streams[sublayer] = stream
        if config.has_final_norm:
            stream = self.norm("final_norm", stream)
        self.streams["final"] = stream
        self.logits = self.linear("head", stream)

    def sublayer(self, tap, wiring, x):
        layer, kind = tap.split(".")
        name = f"layers.{int(layer) - 1}.{kind}"
        branch = self.attention if kind == "attention" else self.feedforward

        y = self.norm(f"{name}.norm_in", x) if wiring.placement in ("pre", "sandwich") else x
        y = branch(name, y)
        self.branches[tap] = y
        if wiring.placement in ("branch", "sandwich"):
            y = self.norm(f"{name}.norm_out", y)
        if self.config.preset == "rezero":
            y = self.parameters[f"{name}.gate"] * y
        if wiring.skip != 0:
            y = wiring.skip * x + y
        return self.norm(f"{name}.norm_add", y) if wiring.placement == "post" else y

    def attention(self, name, x):
        """Softmax attention without mask; head i owns the i-th contiguous slice of the width."""
        batch, tokens, width = x.shape
        heads = self.config.heads

        def split(matrix):
            return self.linear(f"{name}.{matrix}", x).view(batch, tokens, heads, width // heads).transpose(1, 2)

        scores = split("query") @ split("key").transpose(-1, -2) / math.sqrt(width // heads)
        mixed = torch.softmax(scores, -1) @ split("value")
        return self.linear(f"{name}.output", mixed.transpose(1, 2).reshape(batch, tokens, width))

    def feedforward(self, name, x):
        hidden = self.linear(f"{name}.expand", x)
        if self.config.activation == "relu":
            self.relu_inputs.append(hidden)
            hidden = torch.relu(hidden)
        else:
            approximation = {"gelu": "none", "gelu-tanh": "tanh"}[self.config.activation]
            hidden = functional.gelu(hidden, approximate=approximation)
        return self.linear(f"{name}.contract", hidden)

    def linear(self, name, x):
        return functional.linear(x, self.parameters[f"{name}.weight"], self.parameters[f"{name}.bias"])

    def norm(self, name, x):
        gain = self.parameters[f"{name}.gain"]
        if self.config.norm_kind == "layer":
            return functional.layer_norm(x, gain.shape, gain, self.parameters[f"{name}.bias"], EPSILON)
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + EPSILON) * gain

    def loss(self, targets):
        return functional.cross_entropy(self.logits.flatten(0, 1), targets.flatten(), ignore_index=-1)


# ---------------------------------------------------------------------------------------------- cases


@dataclass
class Case:
    name: str
    config: str
    steps: int = 4
    adamw: tuple = (1e-3, 0.01)  # learning rate, weight decay
    sgd: tuple = (0.1, 0.0)
    clip: float = 0  # largest global gradient norm; 0: none
    warmup: int = 0  # updates until the full rate; 0: none
    counted: float = 1  # share of the positions that the loss counts
    gates: float = 0.5  # deviation of the initial gates
    seed: int = 1234  # of embeddings and matrices
    noisy: tuple = ()  # parameters excluded after AdamW, see above


BASE = "layers=3,width=16,heads=2,ffn=32,sequence=8,batch=4,vocabulary=11,"
SMALL = "layers=2,width=12,heads=3,ffn=20,sequence=6,batch=3,vocabulary=9,"
THREE = "layers=3,width=8,heads=2,ffn=12,sequence=5,batch=3,vocabulary=7,"

CASES = [
    Case("post", BASE + "norm=post,norm-kind=layer,residual=on,activation=gelu", steps=5),
    Case("pre", BASE + "norm=pre,norm-kind=layer,residual=on,activation=gelu", steps=5),
    Case(
        "none_nores_relu",
        BASE + "norm=none,norm-kind=layer,residual=off,activation=relu",
        steps=5,
        noisy=tuple(f"layers.2.attention.{name}" for name in ("query.weight", "query.bias", "key.weight")),
    ),
    Case(
        "pre_attnres_only",
        BASE + "norm=pre,norm-kind=layer,residual=on,activation=gelu,wiring=*.feedforward=pre:0",
        steps=5,
    ),
    # Every placement, with and without the skip.
    Case("none", SMALL + "norm=none,norm-kind=layer,residual=on,activation=gelu", sgd=(0.03, 0.0)),
    Case("branch", SMALL + "norm=branch,norm-kind=layer,residual=on,activation=gelu"),
    Case("sandwich", SMALL + "norm=sandwich,norm-kind=layer,residual=on,activation=gelu"),
    Case("post_nores", SMALL + "norm=post,norm-kind=layer,residual=off,activation=gelu"),
    Case("pre_nores", SMALL + "norm=pre,norm-kind=layer,residual=off,activation=gelu"),
    Case("branch_nores", SMALL + "norm=branch,norm-kind=layer,residual=off,activation=gelu"),
    Case("sandwich_nores", SMALL + "norm=sandwich,norm-kind=layer,residual=off,activation=gelu"),
    # RMSNorm and the other activations.
    Case("post_rms", SMALL + "norm=post,norm-kind=rms,residual=on,activation=gelu"),
    Case("pre_rms_tanh", SMALL + "norm=pre,norm-kind=rms,residual=on,activation=gelu-tanh", seed=6),
    Case("branch_rms_relu", SMALL + "norm=branch,norm-kind=rms,residual=on,activation=relu"),
    Case("sandwich_rms_tanh", SMALL + "norm=sandwich,norm-kind=rms,residual=on,activation=gelu-tanh"),
    Case("post_relu", SMALL + "norm=post,norm-kind=layer,residual=on,activation=relu"),
    # Skip scales other than 0 and 1.
    Case(
        "scales_post",
        SMALL + "norm=post,norm-kind=layer,residual=0.5,activation=gelu"
        ",wiring=1.feedforward=post:1.7;2.attention=post:-0.3",
    ),
    Case(
        "scales_pre",
        SMALL + "norm=pre,norm-kind=layer,residual=0.5,activation=gelu"
        ",wiring=1.attention=pre:1.7;2.feedforward=pre:-0.3",
    ),
    Case(
        "scales_none_tanh",
        SMALL + "norm=none,norm-kind=layer,residual=0.5,activation=gelu-tanh"
        ",wiring=1.attention=none:-0.3;2.feedforward=none:1.7",
    ),
    # Mixed wirings.
    Case(
        "mixed_ends_post",
        THREE + "norm=none,norm-kind=layer,residual=on,activation=gelu"
        ",wiring=1.feedforward=branch;2.attention=sandwich:0;2.feedforward=pre:0.5;3.attention=branch:-0.3"
        ";3.feedforward=post:1.7",
    ),
    Case(
        "mixed_ends_pre",
        THREE + "norm=post,norm-kind=layer,residual=on,activation=gelu"
        ",wiring=1.feedforward=none:0;2.attention=branch:0.5;2.feedforward=sandwich;3-3=pre;3.attention=none",
        seed=4,
    ),
    Case(
        "mixed_ends_none_rms",
        THREE + "norm=pre,norm-kind=rms,residual=on,activation=gelu"
        ",wiring=1.feedforward=post;2=branch;2.feedforward=sandwich:1.7;3.feedforward=none:0.5",
    ),
    # Presets, plain and rewired.
    Case("deepnorm", SMALL + "preset=deepnorm,norm-kind=layer,activation=gelu", clip=100, adamw=(1e-3, 0.0)),
    Case(
        "deepnorm_rewired",
        THREE + "preset=deepnorm,norm-kind=layer,activation=gelu"
        ",wiring=1.feedforward=pre;2.attention=branch;2.feedforward=post:0;3.attention=none",
    ),
    Case("rezero", SMALL + "preset=rezero,norm-kind=layer,activation=gelu"),
    Case("rezero_closed", SMALL + "preset=rezero,norm-kind=layer,activation=gelu", gates=0),
    Case("rezero_pre", SMALL + "preset=rezero,norm-kind=layer,activation=gelu,wiring=*=pre"),
    Case(
        "rezero_rewired",
        THREE + "preset=rezero,norm-kind=layer,activation=gelu"
        ",wiring=1.feedforward=sandwich;2.attention=branch:0.5;2.feedforward=post;3=sandwich:0.5",
        seed=3,
    ),
    # Sizes that no vector register divides, and the smallest ones.
    Case(
        "odd_sizes",
        "layers=2,width=20,heads=4,ffn=28,sequence=7,batch=3,vocabulary=13,"
        "norm=pre,norm-kind=layer,residual=on,activation=gelu",
    ),
    Case(
        "width_17",
        "layers=1,width=17,heads=1,ffn=33,sequence=5,batch=3,vocabulary=10,"
        "norm=sandwich,norm-kind=layer,residual=on,activation=gelu",
    ),
    Case(
        "wide",
        "layers=1,width=36,heads=3,ffn=50,sequence=19,batch=2,vocabulary=23,"
        "norm=post,norm-kind=layer,residual=on,activation=gelu",
        steps=3,
    ),
    Case(
        "head_width_1",
        "layers=2,width=6,heads=6,ffn=10,sequence=6,batch=3,vocabulary=2,"
        "norm=post,norm-kind=layer,residual=on,activation=gelu",
        seed=3,
    ),
    Case(
        "one_token",
        "layers=2,width=12,heads=3,ffn=20,sequence=1,batch=5,vocabulary=9,"
        "norm=pre,norm-kind=layer,residual=on,activation=gelu",
    ),
    Case(
        "one_sequence",
        "layers=1,width=12,heads=2,ffn=20,sequence=7,batch=1,vocabulary=9,"
        "norm=branch,norm-kind=layer,residual=on,activation=gelu",
    ),
    Case(
        "width_1",
        "layers=1,width=1,heads=1,ffn=1,sequence=4,batch=3,vocabulary=3,"
        "norm=none,norm-kind=layer,residual=on,activation=gelu",
    ),
    # Training: positions that are not counted, weight decay, clipping, warm-up.
    Case(
        "uncounted_targets",
        SMALL + "norm=pre,norm-kind=layer,residual=on,activation=gelu",
        counted=0.4,
    ),
    Case(
        "clip_warmup",
        SMALL + "norm=pre,norm-kind=layer,residual=on,activation=gelu",
        steps=5,
        adamw=(3e-3, 0.1),
        sgd=(0.5, 0.1),
        clip=0.5,
        warmup=4,
    ),
    Case(
        "no_decay_warmup",
        SMALL + "norm=post,norm-kind=layer,residual=on,activation=gelu",
        steps=3,
        adamw=(1e-2, 0.0),
        sgd=(0.3, 0.0),
        warmup=10,
    ),
]


def batch_of(case, config):
    """Random tokens and, as targets, the same reversed; `counted` < 1 takes whole positions out of the loss."""
    generator = torch.Generator().manual_seed(99)
    tokens = torch.randint(0, config.vocabulary, (config.batch, config.sequence), generator=generator)
    targets = tokens.flip(1)
    if case.counted < 1:
        targets[torch.rand(targets.shape, generator=generator) >= case.counted] = -1
        targets[-1] = -1
    return tokens, targets


def parameters_of(case, config):
    return initial_parameters(config, case.seed, gates=case.gates)


def nudged(parameters, seed):
    """Every number moved to a neighbouring fp32 number, up or down at random."""
    generator = torch.Generator().manual_seed(seed)

    def neighbour(value):
        up = torch.rand(value.shape, generator=generator) < 0.5
        return torch.nextafter(value, torch.where(up, math.inf, -math.inf))

    return {name: neighbour(value) for name, value in parameters.items()}


def compute(case, initial, dtype=torch.float32):
    """Everything a case file holds except its input, and the smallest |input| a ReLU saw on the way."""
    config = Config(case.config)
    tokens, targets = batch_of(case, config)
    results, kinks = {}, [math.inf]

    def start():
        return {name: value.to(dtype, copy=True).requires_grad_() for name, value in initial.items()}

    def forward(parameters):
        encoder = Pass(config, parameters, tokens)
        kinks.extend(hidden.abs().min().item() for hidden in encoder.relu_inputs)
        return encoder, encoder.loss(targets)

    parameters = start()
    encoder, loss = forward(parameters)
    for stream in encoder.streams.values():
        stream.retain_grad()
    loss.backward()
    for tap, stream in encoder.streams.items():
        results[f"activation.{tap}"] = stream
        results[f"gradient.{tap}"] = stream.grad
    for tap, branch in encoder.branches.items():
        results[f"branch.{tap}"] = branch
    results["logits"] = encoder.logits
    results["loss"] = loss.reshape(1)
    for name, value in parameters.items():
        results[f"parameter_gradient.{name}"] = value.grad

    for label, (rate, decay) in (("adamw", case.adamw), ("sgd", case.sgd)):
        parameters = start()
        make = torch.optim.AdamW if label == "adamw" else torch.optim.SGD
        optimizer = make(parameters.values(), lr=rate, weight_decay=decay)
        losses = []
        for step in range(case.steps):
            optimizer.param_groups[0]["lr"] = rate * min(1, (step + 1) / case.warmup) if case.warmup else rate
            optimizer.zero_grad()
            loss = forward(parameters)[1]
            loss.backward()
            if case.clip:
                torch.nn.utils.clip_grad_norm_(parameters.values(), case.clip)
            optimizer.step()
            losses.append(loss)
        losses.append(forward(parameters)[1])
        results[f"{label}.losses"] = torch.stack(losses)
        for name, value in parameters.items():
            results[f"{label}.updated.{name}"] = value

    return {name: value.detach().clone() for name, value in results.items()}, min(kinks)


# ---------------------------------------------------------------------------------------------- files


def excluded_tensors(case, config):
    """Names of the tensors that are stored but not compared; the reasons are at the top."""
    keys = [f"layers.{layer}.attention.key.bias" for layer in range(config.layers)] if config.sequence > 1 else []
    return (
        [f"parameter_gradient.{name}" for name in keys]
        + [f"adamw.updated.{name}" for name in keys]
        + [f"adamw.updated.{name}" for name in case.noisy]
    )


def reference_difference(single, double):
    worst = (single.double() - double).abs().max().item()
    return worst / double.abs().max().item() if worst > 0 else 0.0


def tolerance(single, double):
    """Tolerance of a tensor, and the reference difference it stands for: 0 where the absolute term suffices."""
    covered = (single.double() - double).abs().max().item() <= ABSOLUTE / 10
    difference = 0 if covered else reference_difference(single, double)
    return max(FLOOR, 10 * difference), difference


def used_share(other, single, tolerance):
    """How much of the room that the comparison rule gives is used; above 1 the comparison fails."""
    return ((other - single).abs().max() / (tolerance * single.abs().max() + ABSOLUTE)).item()


def write_safetensors(path, tensors, metadata):
    """The format written by hand: the library does not keep the order of the metadata, so its bytes vary."""
    header, payload = {"__metadata__": metadata}, b""
    for name, value in tensors.items():
        data = value.numpy().tobytes()
        header[name] = {
            "dtype": {torch.int64: "I64", torch.float32: "F32"}[value.dtype],
            "shape": list(value.shape),
            "data_offsets": [len(payload), len(payload) + len(data)],
        }
        payload += data
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + payload)


def write_case(case, directory):
    config = Config(case.config)
    parameters = parameters_of(case, config)
    (single, kink), (double, _) = compute(case, parameters), compute(case, parameters, torch.float64)

    excluded = excluded_tensors(case, config)
    compared = [name for name in single if name not in excluded]
    tolerances, differences = {}, {}
    for name in compared:
        tolerances[name], differences[name] = tolerance(single[name], double[name])
    check_noise(case, parameters, single, double, differences)
    steadiness = check_steadiness(case, parameters, single, tolerances)
    assert kink > KINK, f"{case.name}: a ReLU input of {kink:.1e}"

    metadata = {
        "config": case.config,
        "steps": str(case.steps),
        "adamw.learning_rate": str(case.adamw[0]),
        "adamw.weight_decay": str(case.adamw[1]),
        "sgd.learning_rate": str(case.sgd[0]),
        "sgd.weight_decay": str(case.sgd[1]),
        "clip": str(case.clip),
        "warmup": str(case.warmup),
        "excluded": " ".join(excluded),
    }
    metadata |= {f"tolerance.{name}": f"{value:.3g}" for name, value in tolerances.items()}

    tokens, targets = batch_of(case, config)
    tensors = {"tokens": tokens, "targets": targets}
    tensors |= {f"parameter.{name}": value for name, value in parameters.items()}
    path = directory / f"{case.name}.safetensors"
    write_safetensors(path, tensors | single, metadata)

    worst = max(differences, key=differences.get)
    print(
        f"{case.name:20} steps {case.steps}  loss {single['loss'].item():.4f}  {path.stat().st_size // 1000:3} kB"
        f"  steadiness {steadiness:.2f}  worst difference {differences[worst]:.1e} {worst}"
    )


def check_noise(case, parameters, single, double, differences):
    """No rounding noise in what is compared, `noisy` neither too short nor too long, key biases' gradients near 0."""
    noise = {name: f"{value:.1e}" for name, value in differences.items() if value > LIMIT}
    assert not noise, f"{case.name}: rounding noise in {noise}"

    def gradient_difference(name):
        return reference_difference(single[f"parameter_gradient.{name}"], double[f"parameter_gradient.{name}"])

    key_biases = [name for name in parameters if name.endswith("attention.key.bias")]
    noisy = tuple(name for name in parameters if name not in key_biases and gradient_difference(name) > LIMIT)
    assert noisy == case.noisy, f"{case.name}: gradients of rounding size in {noisy}"
    for name in key_biases:
        bound = single[f"parameter_gradient.{name.replace('bias', 'weight')}"].abs().max().clamp_min(1)
        assert single[f"parameter_gradient.{name}"].abs().max() < ABSOLUTE * bound, f"{case.name}: {name}"


def check_steadiness(case, parameters, single, tolerances):
    """The largest share of a tolerance that six nudged runs use."""
    largest = 0
    for seed in range(6):
        other, _ = compute(case, nudged(parameters, seed))
        shares = {name: used_share(other[name], single[name], value) for name, value in tolerances.items()}
        worst = max(shares, key=shares.get)
        assert shares[worst] < STEADY, f"{case.name}: a nudge uses {shares[worst]:.2f} of the tolerance of {worst}"
        largest = max(largest, shares[worst])
    return largest


# ---------------------------------------------------------------------------------------------- bands


BANDS_SOURCE = (
    "PyTorch 2.13 CPU fp32 (generate.py bands), Xavier initialization, gains 1, biases 0; one batch per seed, "
    "before any update. mean and sd (sample) over the seeds, weights and batch both changing. Lists run over the "
    "taps embedding, 1.attention, 1.feedforward, ..., the last one before the final norm; loss has one element. "
    "gradient: RMS of dL/dx times the number of tokens. token_similarity: mean cosine of distinct tokens of a "
    "sequence. token_diversity: |X - mean token| / |X| of a sequence, mean over sequences. input_similarity: mean "
    "cosine with the embedding tap. Values are rounded (logarithms to 4 decimals, others to 4 digits), so an sd of "
    "0 means below that; a token_diversity below 1e-6 is the rounding floor of fp32. null: not finite. norm none, "
    "residual on, 24 layers is ill-conditioned: on another CPU the same seeds gave mean log10_gradient_rms up to "
    "0.55 apart and sds from 0.4 to 1.2 for the same tap, so a band there should be at least 1 decade wide on "
    "either side."
)


def band_statistics(config, seed):
    """Per field, the values over the taps of one model on one batch."""
    parameters = initial_parameters(config, seed, perturbation=0)
    generator = torch.Generator().manual_seed(500 + seed)
    tokens = torch.randint(0, config.vocabulary, (config.batch, config.sequence), generator=generator)
    for value in parameters.values():
        value.requires_grad_()
    encoder = Pass(config, parameters, tokens)
    taps = [encoder.streams[tap] for tap in ["embedding", *config.sublayers()]]
    for stream in taps:
        stream.retain_grad()
    loss = encoder.loss(tokens.flip(1))
    loss.backward()

    def root_mean_square(value):
        return value.pow(2).mean().sqrt()

    def token_similarity(stream):
        unit = stream / stream.norm(dim=-1, keepdim=True).clamp_min(1e-30)
        cosines = unit @ unit.transpose(1, 2)
        count = config.sequence * (config.sequence - 1)
        return ((cosines.sum((1, 2)) - cosines.diagonal(dim1=1, dim2=2).sum(-1)) / count).mean()

    def token_diversity(stream):
        rest = stream - stream.mean(1, keepdim=True)
        return (rest.flatten(1).norm(dim=1) / stream.flatten(1).norm(dim=1).clamp_min(1e-30)).mean()

    fields = {
        "log10_activation_rms": lambda x: root_mean_square(x).log10(),
        "log10_activation_max": lambda x: x.abs().max().log10(),
        "log10_gradient_rms": lambda x: (root_mean_square(x.grad) * tokens.numel()).log10(),
        "token_similarity": token_similarity,
        "token_diversity": token_diversity,
        "input_similarity": lambda x: functional.cosine_similarity(x, taps[0], dim=-1, eps=1e-30).mean(),
    }
    with torch.no_grad():
        return {field: [compute(x).item() for x in taps] for field, compute in fields.items()} | {"loss": [loss.item()]}


def measure_bands(path, seeds=8):
    setting = "width=64,heads=4,ffn=256,sequence=32,batch=16,vocabulary=16,norm-kind=layer,activation=gelu"
    entries = []
    for norm in ("post", "pre", "none", "branch", "sandwich"):
        for residual in ("on", "off"):
            for layers in (6, 24):
                config = Config(f"layers={layers},norm={norm},residual={residual},{setting}")
                entry = {"norm": norm, "residual": residual, "layers": layers, "seeds": seeds}
                runs = [band_statistics(config, seed) for seed in range(seeds)]
                for field in runs[0]:
                    columns = list(zip(*(run[field] for run in runs), strict=True))
                    entry[field] = {
                        "mean": [rounded(field, statistics.fmean(column)) for column in columns],
                        "sd": [rounded(field, statistics.stdev(column)) for column in columns],
                    }
                entries.append(entry)
                print(norm, residual, layers)
    head = {"source": BANDS_SOURCE, "setting": f"{setting},task=reverse,init=xavier"}
    text = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in entries)
    path.write_text(json.dumps(head, indent=1)[:-2] + ',\n "entries": [\n' + text + "\n]}\n")


def rounded(field, value):
    if not math.isfinite(value):
        return None
    return (round(value, 4) if field.startswith("log10") else float(f"{value:.4g}")) + 0.0


def main():
    torch.set_num_threads(1)
    here, arguments = Path(__file__).parent, sys.argv[1:]
    if arguments[:1] == ["bands"]:
        measure_bands(Path(arguments[1]) if len(arguments) > 1 else here / "bands.json")
        return
    directory = Path(arguments[0]) if arguments else here / "cases"
    directory.mkdir(parents=True, exist_ok=True)
    for case in CASES:
        write_case(case, directory)


if __name__ == "__main__":
    main()
