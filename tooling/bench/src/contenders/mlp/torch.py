"""784-128-64-10 on one thread, the loss of every step kept as a number. Gives milliseconds per step."""

import time

import torch
from torch import nn

torch.set_num_threads(1)

BATCHES, BATCH_SIZE = 20, 64


def prepare(epochs):
    torch.manual_seed(0)
    x = torch.rand(BATCHES * BATCH_SIZE, 784) * 2 - 1
    y = torch.randint(0, 10, (BATCHES * BATCH_SIZE,))
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 10))
    optimizer = torch.optim.Adam(model.parameters())
    criterion = nn.CrossEntropyLoss()
    first = None

    def sample():
        nonlocal first
        losses = []
        start = time.perf_counter()
        for _ in range(int(epochs)):
            for i in range(0, len(x), BATCH_SIZE):
                optimizer.zero_grad()
                loss = criterion(model(x[i : i + BATCH_SIZE]), y[i : i + BATCH_SIZE])
                loss.backward()
                optimizer.step()
                losses.append(loss.item())
        taken = time.perf_counter() - start
        mean = sum(losses) / len(losses)
        assert first is None or mean < first, (first, mean)
        first = first or mean
        return taken * 1000 / len(losses)

    return sample
