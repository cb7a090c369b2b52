// Protects: the table of a program's kernels says what was compiled, and its counts are those one works out by hand.
import { denseView, GradusError, type Kernel, type MapKernel, type Program } from '@gradus/kernel'
import { add, cast, equal, index, input, multiply, select, sqrt } from '@gradus/kernel/expression'
import { describe, expect, it } from 'vitest'
import { createWasmBackend, wasm } from '../backend.ts'
import { assemble } from './__fixtures__/assemble.ts'
import { dense, elementwise, exp, matmul, relu, sum } from './__fixtures__/programs.ts'
import type { CompileReport } from './compile-report.ts'
import type { KernelRow } from './kernel-row.ts'
import { kernelTable } from './kernel-table.ts'

function reportOf(program: Program): CompileReport {
  const reports: CompileReport[] = []
  const backend = createWasmBackend({ onCompile: (report) => reports.push(report) })
  const states = program.states.map((value) => backend.allocate(program.values[value]!.dtype, program.values[value]!.length))
  backend.compile!(program, states)
  expect(reports).toHaveLength(1)
  return reports[0]!
}

const rowsOf = (program: Program): readonly KernelRow[] => reportOf(program).kernels

describe('the kernels of a program', () => {
  it('that is small are one row of straight code', () => {
    expect(rowsOf(matmul(2, 3, 2, 'dense').program)).toEqual([
      {
        names: ['matmul'],
        scopes: ['dense'],
        kind: 'straight',
        function: '$run',
        shape: undefined,
        flops: 2 * 2 * 3 * 2,
        bytesRead: 4 * (6 + 6),
        bytesWritten: 4 * 4,
        contraction: undefined,
      },
    ])
  })

  it('are one contraction where it has an epilogue, whose values stay in registers', () => {
    expect(rowsOf(dense(8, 64, 16).program)).toEqual([
      {
        names: ['matmul', 'add', 'relu'],
        scopes: ['dense'],
        kind: 'contraction',
        function: '$f1',
        shape: [8, 16, 64],
        flops: 2 * 8 * 64 * 16 + 2 * 8 * 16,
        bytesRead: 4 * (8 * 64 + 64 * 16 + 16),
        bytesWritten: 4 * 8 * 16,
        contraction: { batch: 1, rows: 8, columns: 16, depth: 64, packed: false },
      },
    ])
  })

  it('are a packed contraction where rows lie far apart and are read often', () => {
    const [row] = rowsOf(matmul(37, 700, 121).program)
    expect(row!.contraction).toEqual({ batch: 1, rows: 37, columns: 121, depth: 700, packed: true })
    expect(row!.flops).toBe(2 * 37 * 700 * 121)
  })

  it('are a map and a reduction, with a fold for each element', () => {
    expect(rowsOf(relu(20003).program)).toMatchObject([
      { kind: 'map', shape: [20003], flops: 20003, bytesRead: 80012, bytesWritten: 80012 },
    ])
    expect(rowsOf(sum(20003).program)).toMatchObject([{ kind: 'reduce', shape: [20003], flops: 20003, bytesRead: 80012, bytesWritten: 4 }])
  })

  it('count the nodes of a formula once, those of named functions in it, and no inputs, constants and positions', () => {
    const x = input(0, 'float64')
    const square = multiply(x, x)
    const body = select(equal(index(0), 3), add(square, sqrt(square)), cast(cast(square, 'float32'), 'float64'))
    // multiply, sqrt, add, two casts, equal, select.
    expect(rowsOf(elementwise('a', [5], body, ['float64']))[0]!.flops).toBe(7 * 5)
    expect(rowsOf(exp(1).program)[0]!.flops).toBeGreaterThan(20)
  })

  it('count what is broadcast or read twice once', () => {
    const { program } = relu(20000)
    const view = { offset: 0, strides: [0, 1] }
    const kernel: MapKernel = {
      kind: 'map',
      name: 'outer',
      shape: [200, 100],
      inputs: [view, { offset: 0, strides: [1, 0] }],
      body: multiply(input(0, 'float32'), input(1, 'float32')),
      output: denseView([200, 100]),
    }
    const [row] = rowsOf({ ...program, steps: [{ kernel, inputs: [0, 0], output: 1, scope: '' }] })
    expect(row!.bytesRead).toBe(4 * 300)
    const twice = { ...kernel, inputs: [denseView([200, 100]), denseView([200, 100])] }
    const [again] = rowsOf({ ...program, steps: [{ kernel: twice, inputs: [0, 0], output: 1, scope: '' }] })
    expect(again!.bytesRead).toBe(4 * 20000)
  })

  it('tell what the interpreter runs, and what is checked', () => {
    const shape = [100]
    const view = denseView(shape)
    const checks = [{ input: 1, min: 0, max: 99, label: 'index' }]
    const gather: Kernel = { kind: 'gather', name: 'take', shape, source: denseView([]), indices: view, stride: 1, output: view, checks }
    const scaled: MapKernel = {
      kind: 'map',
      name: 'scale',
      shape,
      inputs: [view],
      body: multiply(input(0, 'float32'), 2),
      output: view,
      checks: [{ input: 0, min: 0, max: 9, label: 'value' }],
    }
    const rows = rowsOf({
      values: (['float32', 'int32', 'float32', 'float32'] as const).map((dtype) => ({ dtype, length: 100 })),
      inputs: [0, 1],
      states: [],
      steps: [
        { kernel: gather, inputs: [0, 1], output: 2, scope: 'embedding' },
        { kernel: scaled, inputs: [2], output: 3, scope: '' },
      ],
      outputs: [3],
      updates: [],
    })
    expect(rows).toMatchObject([
      { names: ['take'], scopes: ['embedding'], kind: 'host', function: undefined, flops: 0, bytesRead: 800, bytesWritten: 400 },
      { names: ['scale check', 'scale'], kind: 'map', function: '$f1', flops: 300, bytesRead: 400, bytesWritten: 400 },
    ])
  })
})

describe('the table', () => {
  it('has a line for each row, and their sum', () => {
    expect(kernelTable(rowsOf(dense(8, 64, 16).program))).toBe(
      [
        '┌─────────────────────────┬─────────────────────┬───────────┬────────┬───────┬─────────┐',
        '│ Kernels                 │ Kind                │ Shape     │  Flops │  Read │ Written │',
        '├─────────────────────────┼─────────────────────┼───────────┼────────┼───────┼─────────┤',
        '│ matmul add relu · dense │ contraction 8×16×64 │ [8,16,64] │ 16,640 │ 6,208 │     512 │',
        '├─────────────────────────┼─────────────────────┼───────────┼────────┼───────┼─────────┤',
        '│ Sum                     │                     │           │ 16,640 │ 6,208 │     512 │',
        '└─────────────────────────┴─────────────────────┴───────────┴────────┴───────┴─────────┘',
      ].join('\n'),
    )
  })

  it('is short where there are many kernels', () => {
    const [row] = rowsOf(relu(5).program)
    const many = { ...row!, names: Array.from({ length: 40 }, () => 'a'), scopes: ['p', 'q', 'r', 's'] }
    expect(kernelTable([many])).toContain('│ a a a a a a … 40 in all · p, q, r … │')
  })

  it('refuses what are no rows', () => {
    expect(() => kernelTable([{}] as never)).toThrow('kernelTable: expected the rows of a report, got [an Object]')
  })
})

describe('a report', () => {
  it('has the bytes of the module, and its text when it is asked for', () => {
    const { bytes, listing } = reportOf(relu(5).program)
    expect(WebAssembly.validate(bytes as Uint8Array<ArrayBuffer>)).toBe(true)
    expect(assemble(listing())).toEqual(bytes)
  })

  it('is a copy: whoever writes into it changes no program', () => {
    const backend = createWasmBackend({ onCompile: ({ bytes }) => bytes.fill(0) })
    const { program, data } = relu(5)
    const executable = backend.compile!(program, [])
    executable.write(0, data.get(0)!)
    expect(executable.run()).toBe(true)
  })

  it('that fails stops the compilation and is told to the caller', () => {
    const backend = createWasmBackend({
      onCompile() {
        throw new GradusError('state', 'a test: enough')
      },
    })
    expect(() => backend.compile!(relu(5).program, [])).toThrow('a test: enough')
  })

  it('is made for those who ask', () => {
    expect(createWasmBackend().compile!(relu(5).program, []).reason).toBeUndefined()
    expect(wasm.compile!(relu(5).program, []).reason).toBeUndefined()
  })
})

it.each([
  [{ oncompile: () => {} }, 'createWasmBackend: unknown option "oncompile"; did you mean onCompile? (options: onCompile)'],
  [{ onCompile: 1 }, 'createWasmBackend: onCompile must be a function, got 1'],
  ['fast', 'createWasmBackend: options must be an object, got "fast"'],
])('createWasmBackend refuses %o', (options, message) => {
  expect(() => createWasmBackend(options as never)).toThrow(message)
})
