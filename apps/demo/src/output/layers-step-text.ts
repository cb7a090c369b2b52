import type { AnyNumbers } from '@gradus/tensor'
import type { ParameterStep, Step } from '../experiments/step.ts'
import { shortNumber } from '../experiments/written-out.ts'
import { flatNumbers, rowText, signed } from './step-numbers.ts'
import { frameless } from './tables.ts'
import type { Terminal } from './terminal.ts'

/** The operations of a network of layers, forward and backward, each with the numbers of a row; of the parameters the steepest. */
export function tellLayersStep({ colors, print }: Terminal, { gate, row, equations, parameters, check }: Step): void {
  print(colors.dim(`Row ${rowText(gate, row)} of ${gate.size} that are computed at once; #1, #2 … are the results of the operations`))
  let phase = ''
  for (const { phase: now, name, layer, formula, through, shape, value } of equations) {
    if (now !== phase) print(`\n${colors.bold(now === 'forward' ? 'Forward' : 'Backward')}`)
    phase = now
    const numbers = rowOf(value, shape, row, gate.size)
    const head = `  ${(layer || 'loss').padEnd(8)} ${name} = ${formula}`
    const beside = now === 'forward' ? `[${shape.join(', ')}]` : through
    print(beside === undefined ? head : `${head.padEnd(now === 'forward' ? 60 : 42)} ${colors.dim(beside)}`)
    print(`           ${numbers}`)
  }
  print()
  print(colors.bold('Update and check'))
  const table = parameters.map(({ name, shape, ...parameter }, i) => {
    const index = steepest(parameter)
    const { maxDifference } = check.parameters[i]!
    const at = (values: AnyNumbers): string => signed(flatNumbers(values)[index]!)
    const element = `[${placeText(index, shape)}]`
    return [` ${name}`, element, at(parameter.gradient), at(parameter.before), at(parameter.after), maxDifference.toExponential(1)]
  })
  const head = [' parameter', 'steepest', 'gradient', 'before', 'after', 'check differs by']
  print(frameless(head, ['left', 'left', 'right', 'right', 'right', 'right'], table))
}

/** The element with the greatest slope. */
function steepest({ gradient }: Pick<ParameterStep, 'gradient'>): number {
  const slopes = flatNumbers(gradient)
  return slopes.reduce((best, slope, i) => (Math.abs(slope) > Math.abs(slopes[best]!) ? i : best), 0)
}

function placeText(index: number, shape: readonly number[]): string {
  const columns = shape.at(-1)!
  return shape.length === 1 ? String(index) : `${Math.floor(index / columns)}, ${index % columns}`
}

/** The part of a result that belongs to a row; all of it where rows have been summed. */
function rowOf(value: AnyNumbers, shape: readonly number[], row: number, rows: number): string {
  const own = shape.length > 0 && shape[0] === rows ? (value as AnyNumbers[])[row]! : value
  const numbers = (Array.isArray(own) ? own : [own]) as number[]
  const texts = numbers.map((number) => shortNumber(number).padStart(7))
  return texts.length > 10 ? `${texts.slice(0, 8).join('  ')}  … ${texts.length - 8} more` : texts.join('  ')
}
