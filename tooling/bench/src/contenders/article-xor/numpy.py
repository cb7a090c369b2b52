"""The program of "Constructing Neural Networks From Scratch" as its article writes it, without the plot."""

import numpy as np
from timing import timed

a = np.array([0, 0, 1, 1])
b = np.array([0, 1, 0, 1])
y_xor = np.array([[0, 1, 1, 0]])
total_input = np.array([a, b])


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


input_neurons, hidden_neurons, output_neurons = 2, 2, 1
samples = total_input.shape[1]
lr = 0.1


def forward_prop(w1, w2, x):
    z1 = np.dot(w1, x)
    a1 = sigmoid(z1)
    z2 = np.dot(w2, a1)
    a2 = sigmoid(z2)
    return z1, a1, z2, a2


def back_prop(m, w1, w2, z1, a1, z2, a2, y):
    dz2 = a2 - y
    dw2 = np.dot(dz2, a1.T) / m
    dz1 = np.dot(w2.T, dz2) * a1 * (1 - a1)
    dw1 = np.dot(dz1, total_input.T) / m
    dw1 = np.reshape(dw1, w1.shape)
    dw2 = np.reshape(dw2, w2.shape)
    return dz2, dw2, dz1, dw1


def train(iterations):
    np.random.seed(42)
    w1 = np.random.rand(hidden_neurons, input_neurons)
    w2 = np.random.rand(output_neurons, hidden_neurons)
    losses = []
    for _ in range(iterations):
        z1, a1, z2, a2 = forward_prop(w1, w2, total_input)
        loss = -(1 / samples) * np.sum(y_xor * np.log(a2) + (1 - y_xor) * np.log(1 - a2))
        losses.append(loss)
        da2, dw2, dz1, dw1 = back_prop(samples, w1, w2, z1, a1, z2, a2, y_xor)
        w2 = w2 - lr * dw2
        w1 = w1 - lr * dw1
    assert abs(losses[-1] - 0.336343) < 1e-5, losses[-1]


def prepare():
    return timed(lambda: train(10000))
