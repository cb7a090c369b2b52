import { GradusError } from '@gradus/kernel'
import { describe, expect, it } from 'vitest'
import { and, logicGates, nand, nor, not, or, xnor, xor } from './gates.ts'
import { logicGate } from './logic-gate.ts'
import { truthTable } from './truth-table.ts'

const rowsOfTwo = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]

// Truth tables as any textbook of digital logic prints them.
const gatesOfTwo = [
  { gate: and, name: 'and', displayName: 'AND', targets: [0, 0, 0, 1] },
  { gate: or, name: 'or', displayName: 'OR', targets: [0, 1, 1, 1] },
  { gate: nand, name: 'nand', displayName: 'NAND', targets: [1, 1, 1, 0] },
  { gate: nor, name: 'nor', displayName: 'NOR', targets: [1, 0, 0, 0] },
  { gate: xor, name: 'xor', displayName: 'XOR', targets: [0, 1, 1, 0] },
  { gate: xnor, name: 'xnor', displayName: 'XNOR', targets: [1, 0, 0, 1] },
]

describe.each(gatesOfTwo)('$name of two inputs', ({ gate, name, displayName, targets }) => {
  it('is the truth table of the literature, rows in binary order', () => {
    expect(truthTable(gate())).toEqual(rowsOfTwo.map((inputs, row) => ({ inputs, target: targets[row] })))
  })

  it('has samples as rows: (4, 2) and (4, 1)', () => {
    const { inputs, targets: column, size } = gate()
    expect(size).toBe(4)
    expect(inputs).toEqual({ data: new Float32Array(rowsOfTwo.flat()), shape: [4, 2], dtype: 'float32' })
    expect(column).toEqual({ data: new Float32Array(targets), shape: [4, 1], dtype: 'float32' })
  })

  it('has samples as columns, as the article has them: (2, 4) and (1, 4)', () => {
    const columns = gate().featuresFirst()
    expect(columns.inputs).toEqual({ data: new Float32Array([0, 0, 1, 1, 0, 1, 0, 1]), shape: [2, 4], dtype: 'float32' })
    expect(columns.targets).toEqual({ data: new Float32Array(targets), shape: [1, 4], dtype: 'float32' })
    expect(truthTable(columns)).toEqual(truthTable(gate()))
  })

  it('can be float64', () => {
    const exact = gate(2, { dtype: 'float64' })
    expect(exact.inputs.data).toEqual(new Float64Array(rowsOfTwo.flat()))
    expect(exact.targets).toEqual({ data: new Float64Array(targets), shape: [4, 1], dtype: 'float64' })
  })

  it('has its names', () => {
    expect([gate().name, gate().displayName]).toEqual([name, displayName])
  })
})

describe('gates of other sizes', () => {
  it('not turns one input over', () => {
    expect(truthTable(not())).toEqual([
      { inputs: [0], target: 1 },
      { inputs: [1], target: 0 },
    ])
    expect(not({ dtype: 'float64' }).targets.data).toEqual(new Float64Array([1, 0]))
  })

  it.each([
    { gate: and, targets: [0, 0, 0, 0, 0, 0, 0, 1] },
    { gate: or, targets: [0, 1, 1, 1, 1, 1, 1, 1] },
    { gate: nand, targets: [1, 1, 1, 1, 1, 1, 1, 0] },
    { gate: nor, targets: [1, 0, 0, 0, 0, 0, 0, 0] },
    { gate: xor, targets: [0, 1, 1, 0, 1, 0, 0, 1] },
    { gate: xnor, targets: [1, 0, 0, 1, 0, 1, 1, 0] },
  ])('$gate.name of three inputs', ({ gate, targets }) => {
    const rows = truthTable(gate(3))
    expect(rows.map((row) => row.inputs.join(''))).toEqual(['000', '001', '010', '011', '100', '101', '110', '111'])
    expect(rows.map((row) => row.target)).toEqual(targets)
  })

  it('of one input repeat it or turn it over', () => {
    const targets = [and, or, xor, nand, nor, xnor].map((gate) => Array.from(gate(1).targets.data))
    expect(targets).toEqual([[0, 1], [0, 1], [0, 1], [1, 0], [1, 0], [1, 0]]) // biome-ignore format: one line is one table
  })

  it('xor of sixteen inputs is the Thue-Morse sequence', () => {
    // t(2n) = t(n), t(2n + 1) = 1 − t(n): the parity of the binary digits (OEIS A010060).
    const sequence = [0]
    for (let n = 1; n < 65536; n++) sequence[n] = n % 2 === 0 ? sequence[n / 2]! : 1 - sequence[(n - 1) / 2]!
    const parity = xor(16)
    expect(parity.inputs.shape).toEqual([65536, 16])
    expect(Array.from(parity.targets.data).join('')).toBe(sequence.join(''))
    expect(Array.from(parity.inputs.data.subarray(16, 32))).toEqual([...new Array(15).fill(0), 1])
  })
})

describe('logicGate', () => {
  it('builds the table of any rule', () => {
    const majority = logicGate({ name: 'majority', displayName: 'Majority', output: ([a, b, c]) => a! + b! + c! >= 2 }, 3)
    expect(Array.from(majority.targets.data)).toEqual([0, 0, 0, 1, 0, 1, 1, 1])
    expect(majority.displayName).toBe('Majority')
  })

  it('takes a rule that is not symmetric: the first input is the leftmost', () => {
    const implies = logicGate({ name: 'implies', displayName: 'Implies', output: ([a, b]) => a === 0 || b === 1 })
    expect(truthTable(implies).map((row) => row.target)).toEqual([1, 1, 0, 1])
  })

  it('lists every gate for menus', () => {
    expect(logicGates.map((gate) => gate().displayName)).toEqual(['NOT', 'AND', 'OR', 'NAND', 'NOR', 'XOR', 'XNOR'])
  })

  it.each([
    { why: 'no inputs', call: () => xor(0), code: 'range', message: /^xor: inputs must be an integer in \[1, 16\], got 0$/ },
    { why: 'a negative number', call: () => and(-1), code: 'range', message: /^and: inputs .*got -1/ },
    { why: 'too many', call: () => nor(17), code: 'range', message: /^nor: inputs .*got 17/ },
    { why: 'half an input', call: () => or(2.5), code: 'range', message: /^or: inputs .*got 2.5/ },
    { why: 'text', call: () => nand('2' as never), code: 'type', message: /^nand: inputs .*got "2"/ },
    { why: 'a misspelt option', call: () => xor(2, { dtyp: 'float64' } as never), code: 'type', message: /did you mean dtype\?/ },
    { why: 'a misspelt dtype', call: () => xor(2, { dtype: 'flot64' as never }), code: 'type', message: /did you mean float64\?/ },
    { why: 'options of not', call: () => not(1 as never), code: 'type', message: /^not: options must be an object, got 1/ },
    {
      why: 'no rule',
      call: () => logicGate(undefined as never),
      code: 'type',
      message: /^logicGate: expected { name, displayName, output }, got undefined/,
    },
    {
      why: 'a rule without a function',
      call: () => logicGate({ name: 'sum', displayName: 'Sum', output: [0, 1] as never }),
      code: 'type',
      message: /^logicGate: rule must be { name, displayName, output }, got an Object$/,
    },
    {
      why: 'a rule that gives a number',
      call: () => logicGate({ name: 'sum', displayName: 'Sum', output: (bits) => bits[0]! as never }),
      code: 'type',
      message: /^sum: output\(\[0,0\]\) must be true or false, got 0/,
    },
  ])('refuses $why', ({ call, code, message }) => {
    expect(call).toThrow(GradusError)
    expect(call).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }))
  })
})
