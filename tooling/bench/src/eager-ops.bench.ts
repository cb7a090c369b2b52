import {
  abs,
  add,
  ceil,
  clip,
  cos,
  divide,
  elu,
  erf,
  exp,
  expm1,
  floor,
  floorDivide,
  gelu,
  leakyRelu,
  less,
  log,
  log1p,
  maximum,
  minimum,
  modulo,
  multiply,
  negate,
  power,
  reciprocal,
  relu,
  round,
  rsqrt,
  selu,
  sigmoid,
  sign,
  silu,
  sin,
  softplus,
  softsign,
  sqrt,
  square,
  subtract,
  sum,
  type Tensor,
  tan,
  tanh,
  tensor,
  where,
} from '@gradus/tensor'
import type { Bench } from 'tinybench'

const x = tensor([0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 0.2, 0.4], { requiresGradient: true })
const y = tensor([0.6, 1.5, 0.2, 0.2, 1.2, 1.2, 0.2, 0.5], { requiresGradient: true })
const condition = less(x, y)

const unary = {
  negate,
  abs,
  sign,
  square,
  reciprocal,
  sqrt,
  rsqrt,
  floor,
  ceil,
  round,
  exp,
  expm1,
  log,
  log1p,
  sin,
  cos,
  tan,
  tanh,
  erf,
  sigmoid,
  relu,
  leakyRelu,
  elu,
  selu,
  gelu,
  softplus,
  softsign,
  silu,
}
const binary: Record<string, (a: Tensor, b: Tensor) => Tensor> = {
  add,
  subtract,
  multiply,
  divide,
  power,
  maximum,
  minimum,
  modulo,
  floorDivide,
}

/** One operation on 8 float32 that is remembered for a backward pass: what an eager step on a small model is made of. */
export function measure(bench: Bench): void {
  for (const [name, op] of Object.entries(unary)) bench.add(name, () => void op(x))
  for (const [name, op] of Object.entries(binary)) bench.add(name, () => void op(x, y))
  bench.add('add a number', () => void add(x, 0.5))
  bench.add('clip', () => void clip(x, 0.3, 0.8))
  bench.add('where', () => void where(condition, x, y))
  bench.add('ten multiplications and back', () => {
    let product: Tensor = x
    for (let i = 0; i < 10; i++) product = multiply(product, x)
    sum(product).backward()
    x.zeroGradient()
  })
}
