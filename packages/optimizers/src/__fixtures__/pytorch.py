"""Trajectories of optimizers, and clipped gradients, by PyTorch 1.13.1 in float64: writes pytorch.json.

    python3 pytorch.py

PyTorch's clip_grad_norm_ divides by norm + 1e-6, ours (as Keras and TensorFlow) by the norm itself. So that ours can be compared exactly,
`clipped` has that undone: it is multiplied by (norm + 1e-6) / norm, where it was clipped at all. NAdam is that of PyTorch 2, see below.
"""

import json
from pathlib import Path

import torch

from trajectory import gradient, problem, record, start, steps, written

torch.set_default_dtype(torch.float64)


def trajectory(options, make, clip=lambda parameters: None, schedule=None):
    parameters = {name: torch.tensor(values, requires_grad=True) for name, values in start.items()}
    optimizer = make(parameters if isinstance(make, Grouped) else parameters.values())
    decay = schedule and schedule(optimizer)
    points = []
    for step in range(1, steps + 1):
        for name, parameter in parameters.items():
            parameter.grad = torch.tensor(gradient(name, step))
        clip(parameters.values())
        optimizer.step()
        if decay:
            decay.step()
        if step in written:
            points.append((step, {name: parameter.detach().numpy().copy() for name, parameter in parameters.items()}))
    return record(options, points)


class Grouped:
    """An optimizer of which each parameter has arguments of its own."""

    def __init__(self, make, **groups):
        self.make, self.groups = make, groups

    def __call__(self, parameters):
        return self.make([{"params": [parameters[name]], **arguments} for name, arguments in self.groups.items()])


class NAdam(torch.optim.Optimizer):
    """PyTorch 2's NAdam, written down from its documentation: 1.13's used the product of the momenta with one factor twice."""

    def __init__(self, parameters, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, momentum_decay=4e-3):
        super().__init__(parameters, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "momentum_decay": momentum_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for w in group["params"]:
                state = self.state[w]
                t = state["t"] = state.get("t", 0) + 1
                g = w.grad + group["weight_decay"] * w
                mu, ahead = (beta1 * (1 - 0.5 * 0.96 ** (k * group["momentum_decay"])) for k in (t, t + 1))
                product = state["product"] = state.get("product", 1) * mu
                m = state["m"] = beta1 * state.get("m", 0) + (1 - beta1) * g
                v = state["v"] = beta2 * state.get("v", 0) + (1 - beta2) * g * g
                m_hat = ahead * m / (1 - product * ahead) + (1 - mu) * g / (1 - product)
                w -= group["lr"] * m_hat / (torch.sqrt(v / (1 - beta2**t)) + group["eps"])


arguments = {
    "learningRate": "lr",
    "weightDecay": "weight_decay",
    "epsilon": "eps",
    "rho": "rho",
    "initialAccumulator": "initial_accumulator_value",
    "learningRateDecay": "lr_decay",
    "momentumDecay": "momentum_decay",
}


def translated(kind, options):
    """Our options as PyTorch's arguments; its defaults are ours."""
    options = {name: value for name, value in options.items() if name not in ("clipValue", "decoupledWeightDecay")}
    if isinstance(options.get("learningRate"), dict):
        options["learningRate"] = options["learningRate"]["stepDecay"][0]
    names = {**arguments, "rho": "alpha"} if kind is torch.optim.RMSprop else arguments
    out = {names.get(name, name): value for name, value in options.items() if name not in ("beta1", "beta2")}
    if "beta1" in options or "beta2" in options:
        out["betas"] = (options.get("beta1", 0.9), options.get("beta2", 0.999))
    return out


def of(kind, defaults={}, **options):
    """A trajectory with our options, scheduled and clipped where they say so."""
    clip = options.get("clipValue")
    return trajectory(
        options,
        lambda parameters: kind(parameters, **{**defaults, **translated(kind, options)}),
        (lambda parameters: torch.nn.utils.clip_grad_value_(parameters, clip)) if clip else (lambda parameters: None),
        stairs if isinstance(options.get("learningRate"), dict) else None,
    )


def stairs(optimizer):
    return torch.optim.lr_scheduler.StepLR(optimizer, step_size=8, gamma=0.3)


scheduled = {"stepDecay": [0.1, 8, 0.3]}
SGD, Adam, AdamW, Adamax = torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW, torch.optim.Adamax
RMSprop, Adagrad, Adadelta = torch.optim.RMSprop, torch.optim.Adagrad, torch.optim.Adadelta

sgds = [
    of(SGD, learningRate=0.1),
    of(SGD, {"lr": 0.01}),
    of(SGD, learningRate=0.1, momentum=0.9),
    of(SGD, learningRate=0.1, momentum=0.9, nesterov=True),
    of(SGD, learningRate=0.1, weightDecay=0.05),
    of(SGD, learningRate=0.05, momentum=0.8, nesterov=True, weightDecay=0.01),
    of(SGD, learningRate=0.1, momentum=0.9, clipValue=0.125),
    of(SGD, learningRate=scheduled, momentum=0.9),
    of(SGD, learningRate=0.1, momentum=0.9, dampening=0.5),
    of(SGD, learningRate=scheduled, momentum=0.9, dampening=0.25, weightDecay=0.05),
    trajectory(
        {"learningRate": 0.1, "momentum": 0.9, "groups": [{"parameters": ["b"], "learningRate": 0.02, "momentum": 0.5, "nesterov": True, "weightDecay": 0.1}]},
        Grouped(lambda groups: SGD(groups, lr=0.1, momentum=0.9), a={}, b={"lr": 0.02, "momentum": 0.5, "nesterov": True, "weight_decay": 0.1}),
    ),
]
adams = [
    of(Adam),
    of(Adam, learningRate=0.1),
    of(Adam, learningRate=0.1, beta1=0.5, beta2=0.9, epsilon=1e-3),
    of(Adam, learningRate=0.1, beta1=0, beta2=0.99, epsilon=0.5),
    of(Adam, learningRate=0.1, beta1=0.99, beta2=0, epsilon=0.1),
    of(Adam, learningRate=0.1, beta1=0.9, beta2=0.9999, epsilon=1e-12),
    of(Adam, learningRate=scheduled),
    of(Adam, learningRate=0.1, weightDecay=0.1),
    of(Adam, learningRate=0.1, beta2=0.9, amsgrad=True),
    of(Adam, learningRate=scheduled, beta2=0.9, amsgrad=True, weightDecay=0.05, epsilon=1e-3),
    trajectory(
        {"learningRate": 0.1, "groups": [{"parameters": ["a"], "learningRate": 0.01, "beta1": 0.5, "beta2": 0.9, "amsgrad": True}]},
        Grouped(lambda groups: Adam(groups, lr=0.1), a={"lr": 0.01, "betas": (0.5, 0.9), "amsgrad": True}, b={}),
    ),
]
adam_ws = [
    of(AdamW),
    of(AdamW, learningRate=0.1, weightDecay=0.2),
    of(AdamW, learningRate=scheduled, weightDecay=0.2, beta1=0.5, beta2=0.9, epsilon=1e-3),
    of(AdamW, learningRate=0.1, amsgrad=True, beta2=0.9),
    trajectory(
        {"learningRate": 0.1, "groups": [{"parameters": ["a"], "weightDecay": 0}, {"parameters": ["b"], "weightDecay": 0.5, "learningRate": 0.02}]},
        Grouped(lambda groups: AdamW(groups, lr=0.1), a={"weight_decay": 0}, b={"lr": 0.02, "weight_decay": 0.5}),
    ),
]
adamaxes = [
    of(Adamax),
    of(Adamax, learningRate=0.1, beta1=0.5, beta2=0.9, epsilon=0.125),
    of(Adamax, learningRate=0.1, weightDecay=0.05),
    of(Adamax, learningRate=scheduled, beta2=0.5),
]
nadams = [
    of(NAdam),
    of(NAdam, learningRate=0.1),
    of(NAdam, learningRate=0.1, beta1=0.5, beta2=0.9, epsilon=1e-3, momentumDecay=0.1),
    of(NAdam, learningRate=0.1, momentumDecay=0, weightDecay=0.05),
    of(NAdam, learningRate=scheduled, momentumDecay=1),
]
rmsprops = [
    of(RMSprop),
    of(RMSprop, learningRate=0.1, rho=0.5, epsilon=0.125),
    of(RMSprop, learningRate=0.1, momentum=0.9),
    of(RMSprop, learningRate=0.1, centered=True),
    of(RMSprop, learningRate=0.1, rho=0.9, centered=True, momentum=0.5, weightDecay=0.05, epsilon=1e-3),
    of(RMSprop, learningRate=scheduled, momentum=0.9),
]
adagrads = [
    of(Adagrad),
    of(Adagrad, learningRate=0.1, initialAccumulator=0.5),
    of(Adagrad, learningRate=0.1, learningRateDecay=0.1, epsilon=0.125),
    of(Adagrad, learningRate=0.1, weightDecay=0.05),
    of(Adagrad, learningRate=scheduled, learningRateDecay=0.01),
]
adadeltas = [
    of(Adadelta),
    of(Adadelta, learningRate=0.5, rho=0.5, epsilon=1e-3),
    of(Adadelta, weightDecay=0.05, epsilon=1e-2),
    of(Adadelta, learningRate=scheduled, epsilon=1e-2),
]


def clipped(limit, groups):
    """The gradients of step 10 after clipping to a norm, each group of parameters as one vector."""
    gradients = {name: torch.nn.Parameter(torch.zeros(values.shape)) for name, values in start.items()}
    for name, parameter in gradients.items():
        parameter.grad = torch.tensor(gradient(name, 10))
    for group in groups:
        parameters = [gradients[name] for name in group]
        norm = torch.nn.utils.clip_grad_norm_(parameters, limit)
        if limit / (norm + 1e-6) < 1:
            for parameter in parameters:
                parameter.grad *= (norm + 1e-6) / norm
    return {name: parameter.grad.flatten().tolist() for name, parameter in gradients.items()}


each, together = [["a"], ["b"]], [["a", "b"]]
clips = [
    {"options": {option: limit}, "clipped": clipped(limit, groups)}
    for option, groups in (("clipNorm", each), ("globalClipNorm", together))
    for limit in (0.01, 1.0, 4.5, 1000.0)
]

out = {
    "problem": problem(),
    "sgd": sgds,
    "adam": adams,
    "adamW": adam_ws,
    "adamax": adamaxes,
    "nadam": nadams,
    "rmsprop": rmsprops,
    "adagrad": adagrads,
    "adadelta": adadeltas,
    "clip": clips,
}
lines = [f'"{name}": ' + ("[\n" + ",\n".join(map(json.dumps, part)) + "\n]" if isinstance(part, list) else json.dumps(part)) for name, part in out.items()]
Path(__file__).with_suffix(".json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
