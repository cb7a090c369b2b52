import { torch } from 'js-pytorch'
import type { Sample } from '../../work.ts'
import { checkLearning, inputs, steps, targets } from './problem.ts'

const { nn, optim } = torch

/** It has neither a sigmoid nor a cross-entropy of two classes, so they are written with its operations; and no optimizer but Adam. */
export function prepare(): Sample {
  return () => {
    class Network extends nn.Module {
      first = new nn.Linear(2, 2, 'cpu', false)
      second = new nn.Linear(2, 1, 'cpu', false)
      forward(x: Tensor): Tensor {
        return sigmoid(this.second.forward(sigmoid(this.first.forward(x))))
      }
    }
    const network = new Network()
    const optimizer = new optim.Adam(network.parameters(), 0.1)
    const x = torch.tensor(inputs)
    const y = torch.tensor(targets.map((target) => [target]))
    const notY = torch.tensor(targets.map((target) => [1 - target]))
    const losses: number[] = []
    const start = performance.now()
    for (let step = 0; step < steps; step++) {
      const p = network.forward(x)
      const loss = y
        .mul(p.log())
        .add(notY.mul(p.neg().add(1).log()))
        .reshape([1, 4])
        .mean()
        .neg()
      losses.push(loss.data[0])
      loss.backward()
      optimizer.step()
      optimizer.zero_grad()
    }
    const taken = performance.now() - start
    checkLearning(losses)
    return taken
  }
}

type Tensor = ReturnType<typeof torch.tensor>

function sigmoid(x: Tensor): Tensor {
  return torch.ones(x.shape).div(x.neg().exp().add(1))
}
