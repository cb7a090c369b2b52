"""Writes scratch.json: what the network from scratch gives in NumPy, written as its article writes it.

The article is the DigitalOcean Community's on constructing neural networks from scratch. Its network has no biases; those here begin as zeros.
Losses are recorded before each update: each hundredth, counted from the first, and the sum of each hundred.

Run with NumPy 1.24.2 on 64-bit Linux: python3 scratch.py > scratch.json
"""

import json

import numpy as np

GATES = {"xor": [0, 1, 1, 0], "and": [0, 0, 0, 1]}


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def train(gate, seed, bias, lr=0.1, iterations=10000):
    total_input = np.array([[0, 0, 1, 1], [0, 1, 0, 1]])
    y = np.array([GATES[gate]])
    samples = total_input.shape[1]
    np.random.seed(seed)
    w1 = np.random.rand(2, 2)
    w2 = np.random.rand(1, 2)
    b1 = np.zeros((2, 1))
    b2 = np.zeros((1, 1))
    initial = named(w1, b1, w2, b2, bias)
    losses = []
    for _ in range(iterations):
        z1 = np.dot(w1, total_input) + b1
        a1 = sigmoid(z1)
        z2 = np.dot(w2, a1) + b2
        a2 = sigmoid(z2)
        losses.append(-(1 / samples) * np.sum(y * np.log(a2) + (1 - y) * np.log(1 - a2)))
        dz2 = a2 - y
        dw2 = np.dot(dz2, a1.T) / samples
        dz1 = np.dot(w2.T, dz2) * a1 * (1 - a1)
        dw1 = np.dot(dz1, total_input.T) / samples
        w2 = w2 - lr * dw2
        w1 = w1 - lr * dw1
        if bias:
            b2 = b2 - lr * np.sum(dz2, axis=1, keepdims=True) / samples
            b1 = b1 - lr * np.sum(dz1, axis=1, keepdims=True) / samples
    predictions = sigmoid(np.dot(w2, sigmoid(np.dot(w1, total_input) + b1)) + b2)
    return {
        "gate": gate,
        "seed": seed,
        "bias": bias,
        "initial": initial,
        "final": named(w1, b1, w2, b2, bias),
        "everyHundredthLoss": losses[::100],
        "lastLoss": losses[-1],
        "sumOfEachHundred": [float(np.sum(losses[i : i + 100])) for i in range(0, iterations, 100)],
        "predictions": predictions[0].tolist(),
    }


def named(w1, b1, w2, b2, bias):
    weights = {"w1": w1, "b1": b1, "w2": w2, "b2": b2} if bias else {"w1": w1, "w2": w2}
    return {name: values.tolist() for name, values in weights.items()}


if __name__ == "__main__":
    runs = [train("xor", 42, False), train("xor", 7, False), train("and", 42, False), train("and", 42, True), train("xor", 42, True)]
    print(json.dumps(runs))
