// Protects: the tests see a wrong instruction. Each mutant of a module is one line of its listing changed, and must compute something else.
import { cpu } from '@gradus/cpu'
import { interpret, type TypedArray } from '@gradus/kernel'
import { describe, expect, it } from 'vitest'
import { compileProgram } from '../compile.ts'
import { assemble, outputsOf } from './__fixtures__/assemble.ts'
import { type Case, dense, exp, matmul, relu, sum } from './__fixtures__/programs.ts'
import { listing } from './listing.ts'

/** One way to get an instruction wrong: which lines it is about, and what they become. */
interface Mutation {
  readonly name: string
  readonly pattern: RegExp
  readonly replacement: string
}

const mutations: readonly Mutation[] = [
  { name: 'an offset four bytes further', pattern: /(v128\.(?:load|store)\w*) offset=(\d+)/, replacement: '$1 offset=+$2' },
  { name: 'a store left out: the tail is stores of their own', pattern: /v128\.store.*/, replacement: 'drop drop' },
  { name: 'pmax for max', pattern: /x(\d)\.max$/, replacement: 'x$1.pmax' },
  { name: 'pmin for min', pattern: /x(\d)\.min$/, replacement: 'x$1.pmin' },
  { name: 'subtraction for addition', pattern: /(f\d+x\d)\.add/, replacement: '$1.sub' },
  { name: 'addition for multiplication', pattern: /(f\d+x\d)\.mul/, replacement: '$1.add' },
  { name: 'pointers one byte further', pattern: /i32\.const (\d+)(?=\n\s*i32\.add)/, replacement: 'i32.const +$1' },
]

/** The listing with the n-th place that a mutation is about changed, for every n. */
function mutantsOf(text: string, { pattern, replacement }: Mutation): string[] {
  return [...text.matchAll(new RegExp(pattern, 'gm'))].map((match) => {
    const [found] = match
    const changed = found.replace(new RegExp(pattern.source.replace(/\(\?=.*\)$/, '')), replacement)
    const counted = changed
      .replace(/offset=\+(\d+)/, (_, offset) => `offset=${Number(offset) + 4}`)
      .replace(/const \+(\d+)/, (_, value) => `const ${Number(value) + 1}`)
    return text.slice(0, match.index) + counted + text.slice(match.index + found.length)
  })
}

function expected({ program, data }: Case): TypedArray[] {
  const executable = interpret(cpu, program, [], 'a test')
  for (const [i, value] of program.inputs.entries()) executable.write(i, data.get(value)!)
  executable.run()
  return program.outputs.map((_, i) => executable.read(i))
}

/** The same numbers in other places: what one of them does not show, another does. */
function turned(data: Case['data'], by: number): Case['data'] {
  return new Map([...data].map(([value, array]) => [value, array.map((_, i) => array[(i + by) % array.length]!)]))
}

/** Where a mutant differs: its line, and what it became. */
function changedLine(text: string, mutant: string): string {
  const [before, after] = [text.split('\n'), mutant.split('\n')]
  const line = before.findIndex((each, i) => each !== after[i])
  return `${line + 1}: ${before[line]} → ${after[line]}`
}

/** Whether all numbers are the same bits, any NaN being equal to any other. */
function agree(a: readonly TypedArray[], b: readonly TypedArray[] | undefined): boolean {
  return a.every((array, i) => array.every((value, k) => Object.is(value, b?.[i]?.[k])))
}

describe.each<readonly [string, Case, readonly string[]]>([
  ['relu of 5', relu(5), ['offset', 'store', 'pmax']],
  ['relu of 16003, in loops', relu(16003), ['store', 'pmax', 'pointers']],
  ['matmul 2x3x2', matmul(2, 3, 2), ['offset', 'store', 'subtraction', 'addition']],
  ['sum of 10', sum(10), ['offset', 'store', 'subtraction']],
  ['exp of 5 in float64', exp(5), ['store']],
  ['dense layer 8x64x16, in loops', dense(8, 64, 16), ['offset', 'store', 'subtraction', 'addition']],
])('%s', (_, mutated, kinds) => {
  const { program } = mutated
  const text = listing(compileProgram(program).bytes)
  const runs = [0, 1, 2].map((by) => {
    const data = turned(mutated.data, by)
    return { data, right: expected({ program, data }) }
  })
  const isRight = (code: string): boolean => runs.every(({ data, right }) => agree(right, outputsOf(program, data, assemble(code))))

  it('is right as it is', () => {
    expect(isRight(text)).toBe(true)
  })

  it.each(mutations.filter(({ name }) => kinds.some((kind) => name.includes(kind))))('is seen to be wrong with $name', (mutation) => {
    const mutants = mutantsOf(text, mutation)
    const survivors = mutants.filter(isRight).map((mutant) => changedLine(text, mutant))
    expect(mutants.length).toBeGreaterThan(0)
    expect(survivors).toEqual([])
  })
})
