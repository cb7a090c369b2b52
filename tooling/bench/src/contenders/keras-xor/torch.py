"""2-10-10-1 as one writes its training with PyTorch, loss and accuracy of every epoch kept as numbers."""

import time

import torch
from torch import nn

torch.set_num_threads(1)


def sample():
    torch.manual_seed(0)
    x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
    model = nn.Sequential(nn.Linear(2, 10), nn.ReLU(), nn.Linear(10, 10), nn.ReLU(), nn.Linear(10, 1), nn.Sigmoid())
    # As the others begin: PyTorch's own range is another.
    for layer in model[::2]:
        nn.init.xavier_uniform_(layer.weight)
        nn.init.zeros_(layer.bias)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    criterion = nn.BCELoss()
    losses, accuracies = [], []
    start = time.perf_counter()
    for _ in range(1000):
        optimizer.zero_grad()
        output = model(x)
        loss = criterion(output, y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        accuracies.append(((output > 0.5) == y).float().mean().item())
    taken = time.perf_counter() - start
    assert losses[-1] < 0.5 and accuracies[-1] >= 0.75, (losses[-1], accuracies[-1])
    return taken * 1000


def prepare():
    return sample
