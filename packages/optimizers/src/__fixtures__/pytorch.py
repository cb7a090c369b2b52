"""Trajectories of optimizers, and clipped gradients, by PyTorch 1.13.1 in float64: writes pytorch.json.

    python3 pytorch.py

PyTorch's clip_grad_norm_ divides by norm + 1e-6, ours (as Keras and TensorFlow) by the norm itself. So that ours can be compared exactly,
`clipped` has that undone: it is multiplied by (norm + 1e-6) / norm, where it was clipped at all.
"""

import json
from pathlib import Path

import torch

from trajectory import gradient, problem, record, start, steps, written

torch.set_default_dtype(torch.float64)


def trajectory(options, make, clip=lambda parameters: None, schedule=None):
    parameters = {name: torch.tensor(values, requires_grad=True) for name, values in start.items()}
    optimizer = make(parameters.values())
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


def sgd(rate, **more):
    return lambda parameters: torch.optim.SGD(parameters, lr=rate, **more)


def adam(rate, betas=(0.9, 0.999), eps=1e-8):
    return lambda parameters: torch.optim.Adam(parameters, lr=rate, betas=betas, eps=eps)


def clip_value(limit):
    return lambda parameters: torch.nn.utils.clip_grad_value_(parameters, limit)


stairs = lambda optimizer: torch.optim.lr_scheduler.StepLR(optimizer, step_size=8, gamma=0.3)

sgds = [
    trajectory({"learningRate": 0.1}, sgd(0.1)),
    trajectory({}, sgd(0.01)),
    trajectory({"learningRate": 0.1, "momentum": 0.9}, sgd(0.1, momentum=0.9)),
    trajectory({"learningRate": 0.1, "momentum": 0.9, "nesterov": True}, sgd(0.1, momentum=0.9, nesterov=True)),
    trajectory({"learningRate": 0.1, "weightDecay": 0.05}, sgd(0.1, weight_decay=0.05)),
    trajectory(
        {"learningRate": 0.05, "momentum": 0.8, "nesterov": True, "weightDecay": 0.01},
        sgd(0.05, momentum=0.8, nesterov=True, weight_decay=0.01),
    ),
    trajectory({"learningRate": 0.1, "momentum": 0.9, "clipValue": 0.125}, sgd(0.1, momentum=0.9), clip_value(0.125)),
    trajectory({"learningRate": {"stepDecay": [0.1, 8, 0.3]}, "momentum": 0.9}, sgd(0.1, momentum=0.9), schedule=stairs),
]
adams = [
    trajectory({}, adam(0.001)),
    trajectory({"learningRate": 0.1}, adam(0.1)),
    trajectory({"learningRate": 0.1, "beta1": 0.5, "beta2": 0.9, "epsilon": 1e-3}, adam(0.1, (0.5, 0.9), 1e-3)),
    trajectory({"learningRate": 0.1, "beta1": 0, "beta2": 0.99, "epsilon": 0.5}, adam(0.1, (0, 0.99), 0.5)),
    trajectory({"learningRate": 0.1, "beta1": 0.99, "beta2": 0, "epsilon": 0.1}, adam(0.1, (0.99, 0), 0.1)),
    trajectory({"learningRate": 0.1, "beta1": 0.9, "beta2": 0.9999, "epsilon": 1e-12}, adam(0.1, (0.9, 0.9999), 1e-12)),
    trajectory({"learningRate": {"stepDecay": [0.1, 8, 0.3]}}, adam(0.1), schedule=stairs),
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

out = {"problem": problem(), "sgd": sgds, "adam": adams, "clip": clips}
lines = [f'"{name}": ' + ("[\n" + ",\n".join(map(json.dumps, part)) + "\n]" if isinstance(part, list) else json.dumps(part)) for name, part in out.items()]
Path(__file__).with_suffix(".json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
