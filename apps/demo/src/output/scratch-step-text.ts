import type { AnyNumbers } from '@gradus/tensor'
import type { Equation, Step } from '../experiments/step.ts'
import { shortNumber } from '../experiments/written-out.ts'
import { flatNumbers, rowText, signed } from './step-numbers.ts'
import { frameless } from './tables.ts'
import type { Terminal } from './terminal.ts'

/** Every equation of the network from scratch: formula, result, and the numbers of a row that were put in. */
export function tellScratchStep({ colors, print }: Terminal, { gate, row, given, equations, parameters, check }: Step): void {
  const rows = Array.from({ length: gate.size }, (_, i) => rowText(gate, i))
  print(colors.dim(`Columns: the rows ${rows.join(', ')} of the truth table; row ${rowText(gate, row)} is written out`))
  print()
  print(colors.bold('Given'))
  for (const { name, value } of given) printMatrix(print, `${name} =`, value)
  let phase = ''
  for (const equation of equations) {
    if (equation.phase !== phase) print(`\n${colors.bold(headings[equation.phase])}`)
    phase = equation.phase
    printEquation({ colors, print }, equation)
  }
  print()
  print(colors.bold('Check'))
  const table = parameters.flatMap(({ name, byAutograd }, p) => {
    const automatic = flatNumbers(byAutograd!)
    return check.parameters[p]!.elements.map(({ place, gradient, difference }, i) => [
      ` ${name}[${place.join(', ')}]`,
      signed(gradient),
      signed(automatic[i]!),
      signed(difference),
      Math.abs(gradient - difference)
        .toExponential(1)
        .replace('-', '−'),
    ])
  })
  print(frameless([' ∂L/∂…', 'by hand', 'by autograd', 'by differences', 'apart'], ['left', 'right', 'right', 'right', 'right'], table))
}

const headings = {
  forward: 'Forward',
  backward: 'Backward: dw is ∂L/∂w; each column of dz belongs to the loss of its row, and L is their mean',
  update: 'Update',
} as const

/** Columns that a line may take. */
const most = 100

/** The formula, the whole result, and beside or below it the numbers that were put in. */
function printEquation({ colors, print }: Pick<Terminal, 'colors' | 'print'>, { phase, name, formula, value, written }: Equation): void {
  print(`  ${colors.cyan(name)} ${phase === 'update' ? '←' : '='} ${formula}`)
  if (typeof value === 'number') {
    print(`     ${signed(value)}`)
    return
  }
  const lines = matrixLines(value as number[][])
  const isOfWeights = /^d?[wb]\d$/.test(name)
  const texts = written.map(
    ({ place, numbers, value }) => `${name}${isOfWeights ? `[${place.join(', ')}]` : `[${place[0]}]`} = ${numbers} = ${shortNumber(value)}`,
  )
  const widest = texts.reduce((width, text) => Math.max(width, text.length), 0)
  if (texts.length === lines.length && 5 + lines[0]!.length + 3 + widest <= most) {
    lines.forEach((line, i) => {
      print(`     ${line}   ${colors.dim(texts[i]!)}`)
    })
    return
  }
  for (const line of lines) print(`     ${line}`)
  const shown = texts.length > mostLines ? texts.slice(0, mostLines) : texts
  for (const text of shown) print(`     ${colors.dim(text)}`)
  if (shown.length < texts.length) print(`     ${colors.dim(`… and ${texts.length - shown.length} more`)}`)
}

const mostLines = 6

function printMatrix(print: Terminal['print'], name: string, value: AnyNumbers): void {
  matrixLines(value as number[][]).forEach((line, i) => {
    print(`  ${(i === 0 ? name : '').padEnd(4)} ${line}`)
  })
}

function matrixLines(rows: readonly (readonly number[])[]): string[] {
  const texts = rows.map((row) => row.map(shortNumber))
  const width = texts.flat().reduce((most, text) => Math.max(most, text.length), 0)
  return texts.map((row) => `[ ${row.map((text) => text.padStart(width)).join('  ')} ]`)
}
