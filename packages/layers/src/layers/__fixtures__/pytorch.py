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
        },
        "network": network_case(),
    },
    sys.stdout,
)
