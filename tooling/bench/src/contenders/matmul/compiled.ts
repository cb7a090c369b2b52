import { compile, matmul, record, type Tensor, tensor } from '@gradus/tensor'
import { repeated } from '../../timing.ts'
import type { Sample } from '../../work.ts'
import { checkProduct, matrices } from './problem.ts'

/** The compiled contraction with its matrices where it wants them, and its result left there: packing and tiles, no copies, no operation around it. */
export function prepare(size: string): Sample {
  const n = Number(size)
  const states = matrices(n).map((values) => tensor(values, { shape: [n, n] }) as Tensor)
  const program = compile(record(() => [matmul(states[0]!, states[1]!) as Tensor], { states }))
  program.run()
  checkProduct(program.read(0), n)
  return repeated(() => program.run())
}
