"""Writes pytorch.json: layers and a small network by PyTorch, in float64: outputs, and gradients of a weighted sum of them.

Run with PyTorch 1.13.1: python3 pytorch.py > pytorch.json
"""

import json
import sys

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
random = torch.Generator().manual_seed(7)


def normal(*shape):
    # Two decimals keep the file small and are exact in JSON.
    return (torch.randn(*shape, generator=random) * 100).round() / 100


def dense_case(batch_shape, activation):
    x = normal(*batch_shape, 3).requires_grad_()
    kernel = normal(3, 4).requires_grad_()
    bias = normal(4).requires_grad_()
    # PyTorch's kernel is [units, inputs].
    y = activation(F.linear(x, kernel.T, bias))
    upstream = normal(*y.shape)
    y.backward(upstream)
    names = ["x", "kernel", "bias", "upstream", "y", "xGradient", "kernelGradient", "biasGradient"]
    tensors = [x, kernel, bias, upstream, y, x.grad, kernel.grad, bias.grad]
    return {name: tensor.tolist() for name, tensor in zip(names, tensors)}


def activation_case(function):
    x = (torch.arange(-8, 8) / 2 + 0.25).reshape(4, 4).requires_grad_()
    upstream = torch.arange(16).reshape(4, 4) / 8 - 0.5
    y = function(x)
    y.backward(upstream)
    return {"x": x.tolist(), "upstream": upstream.tolist(), "y": y.tolist(), "xGradient": x.grad.tolist()}


def sparsemax(x, axis):
    ordered = x.sort(dim=axis, descending=True).values
    places = torch.arange(1, x.shape[axis] + 1).reshape([-1 if i == axis % x.dim() else 1 for i in range(x.dim())])
    support = places * ordered > ordered.cumsum(axis) - 1
    tau = ((ordered * support).sum(axis, keepdim=True) - 1) / support.sum(axis, keepdim=True)
    return torch.relu(x - tau)


def network_case():
    """The 2-10-10-1 network on the four rows of XOR, with the mean binary cross-entropy."""
    x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    target = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
    weights = [normal(2, 10), normal(10), normal(10, 10), normal(10), normal(10, 1), normal(1)]
    w = [weight.clone().requires_grad_() for weight in weights]
    hidden = F.relu(x @ w[0] + w[1])
    prediction = torch.sigmoid(F.relu(hidden @ w[2] + w[3]) @ w[4] + w[5])
    prediction.retain_grad()
    F.binary_cross_entropy(prediction, target).backward()
    return {
        "weights": [weight.tolist() for weight in weights],
        "prediction": prediction.tolist(),
        "predictionGradient": prediction.grad.tolist(),
        "gradients": [weight.grad.tolist() for weight in w],
    }


json.dump(
    {
        "dense": {
            "matrix": dense_case([5], lambda x: x),
            "relu": dense_case([5], torch.relu),
            "tanh": dense_case([2, 3], torch.tanh),
        },
        "activations": {
            "relu": activation_case(torch.relu),
            "leakyRelu": activation_case(F.leaky_relu),
            "leakyRelu 0.3": activation_case(lambda x: F.leaky_relu(x, 0.3)),
            "elu": activation_case(F.elu),
            "elu 0.5": activation_case(lambda x: F.elu(x, 0.5)),
            "selu": activation_case(F.selu),
            "gelu": activation_case(F.gelu),
            "gelu tanh": activation_case(lambda x: F.gelu(x, approximate="tanh")),
            "sigmoid": activation_case(torch.sigmoid),
            "tanh": activation_case(torch.tanh),
            "softmax": activation_case(lambda x: F.softmax(x, -1)),
            "softmax 0": activation_case(lambda x: F.softmax(x, 0)),
            "logSoftmax": activation_case(lambda x: F.log_softmax(x, -1)),
            "softplus": activation_case(F.softplus),
            "softsign": activation_case(F.softsign),
            "silu": activation_case(F.silu),
            "linear": activation_case(lambda x: x * 1),
            "exponential": activation_case(torch.exp),
            "celu": activation_case(F.celu),
            "celu 0.5": activation_case(lambda x: F.celu(x, 0.5)),
            # PyTorch's own hardsigmoid has the gradient of a float32.
            "hardSigmoid": activation_case(lambda x: F.relu6(x + 3) / 6),
            "hardSilu": activation_case(F.hardswish),
            "hardTanh": activation_case(F.hardtanh),
            "hardShrink": activation_case(F.hardshrink),
            "hardShrink 1": activation_case(lambda x: F.hardshrink(x, 1)),
            "softShrink": activation_case(F.softshrink),
            "softShrink 1": activation_case(lambda x: F.softshrink(x, 1)),
            "tanhShrink": activation_case(F.tanhshrink),
            "logSigmoid": activation_case(F.logsigmoid),
            "mish": activation_case(F.mish),
            "relu6": activation_case(F.relu6),
            "threshold": activation_case(lambda x: F.threshold(x, 0, 0)),
            "threshold 1": activation_case(lambda x: F.threshold(x, 1, -7)),
            # By their definitions: PyTorch does not have them.
            "sparsePlus": activation_case(lambda x: torch.where(x > 1, x, torch.relu(x + 1) ** 2 / 4)),
            "sparseSigmoid": activation_case(lambda x: torch.clamp((x + 1) / 2, 0, 1)),
            "squareplus": activation_case(lambda x: (x + torch.sqrt(x * x + 4)) / 2),
            "squareplus 1": activation_case(lambda x: (x + torch.sqrt(x * x + 1)) / 2),
            "sparsemax": activation_case(lambda x: sparsemax(x, -1)),
            "sparsemax 0": activation_case(lambda x: sparsemax(x, 0)),
        },
        "network": network_case(),
    },
    sys.stdout,
)
