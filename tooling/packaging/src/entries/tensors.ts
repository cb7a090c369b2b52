import { gradients, matmul, mean, relu, square, subtract, tensor } from '@gradus/tensor'

/** Tensors and gradients alone: one step of a layer, written by hand. */
export function step(): number[][] {
  const x = tensor([
    [0, 1],
    [1, 0],
  ])
  const w = tensor(
    [
      [0.5, -0.5],
      [0.25, 1],
    ],
    { requiresGradient: true },
  )
  const loss = mean(square(subtract(relu(matmul(x, w)), 1)))
  const [slope] = gradients(loss, [w])
  return subtract(w, slope!).toArray() as number[][]
}
