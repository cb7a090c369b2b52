// Protects: a recorded step, compiled or run kernel by kernel, does what the step did, to the right tensors, and with what may change.
import { cpu } from '@gradus/cpu'
import { describe, expect, it } from 'vitest'
import { caught } from '../__tests__/op-suite.ts'
import { backend, setBackend } from '../backend.ts'
import {
  add,
  backward,
  broadcastTo,
  clone,
  concat,
  detach,
  hostNumber,
  markAssigned,
  multiply,
  permute,
  reshape,
  slice,
  squeeze,
  subtract,
  sum,
  type Tensor,
  take,
  tensor,
  transpose,
  unsqueeze,
} from '../index.ts'
import { compile, record } from './record.ts'

const engines = { wasm: backend(), 'wasm without compilation': { ...backend(), compile: undefined as never }, cpu }

describe.each(Object.entries(engines))('on %s', (_, device) => {
  /** What `action` gives when everything is made on this backend. */
  function here<Result>(action: () => Result): Result {
    const outside = backend()
    setBackend(device)
    try {
      return action()
    } finally {
      setBackend(outside)
    }
  }

  /** w ← 2 w + x, with the sum of what it was. */
  const doubling = (w: Tensor) => {
    const step = compile(
      record(
        ([x]) => {
          const total = sum(w) as Tensor
          w.assign(add(multiply(w, 2), x!))
          return [total]
        },
        { inputs: [{ shape: w.shape, dtype: w.dtype }], states: [w] },
      ),
    )
    step.write(0, new Float32Array(w.size))
    return step
  }

  it('updates states after each run, all at once', () =>
    here(() => {
      const [a, b] = [tensor([1, 2]), tensor([10, 20])]
      const step = compile(
        record(
          () => {
            const before = detach(a)
            a.assign(b)
            b.assign(add(before, b))
            return [a]
          },
          { states: [a, b] },
        ),
      )
      expect(step.run()).toBe(true)
      expect([a.toArray(), b.toArray(), Array.from(step.read(0))]).toEqual([
        [10, 20],
        [11, 22],
        [10, 20],
      ])
      step.run()
      expect([a.toArray(), b.toArray()]).toEqual([
        [11, 22],
        [21, 42],
      ])
    }))

  it('freezes numbers and tensors that are neither inputs nor states, and computes host numbers anew', () =>
    here(() => {
      let rate = 2
      const frozen = tensor([1, 1])
      const recording = record(() => [
        multiply(
          add(
            frozen,
            hostNumber(() => rate, 'float32'),
          ),
          rate,
        ),
      ])
      const { program, numbers } = recording
      expect(program.inputs).toHaveLength(1)
      const step = compile(recording)
      const run = () => {
        numbers.forEach((compute, i) => void step.writeNumber(i, compute()))
        step.run()
        return Array.from(step.read(0))
      }
      expect(run()).toEqual([6, 6])
      rate = 5
      frozen.assign(tensor([7, 7]))
      expect(run()).toEqual([12, 12])
    }))

  it('sees what is assigned between runs, and assignments see what runs did', () =>
    here(() => {
      const w = tensor([1, 2])
      const step = doubling(w)
      step.write(0, Float32Array.of(0, 1))
      step.run()
      expect(w.toArray()).toEqual([2, 5])
      w.assign(tensor([100, 200]))
      step.run()
      expect(Array.from(step.read(0))).toEqual([300])
      expect(w.toArray()).toEqual([200, 401])
      w.assign(subtract(w, 1))
      w.assign(w)
      expect(w.toArray()).toEqual([199, 400])
    }))

  it('shares states with other programs', () =>
    here(() => {
      const w = tensor([1, 2])
      const steps = [doubling(w), doubling(w)]
      for (const step of steps) step.run()
      expect(w.toArray()).toEqual([4, 8])
      steps[0]!.run()
      expect(w.toArray()).toEqual([8, 16])
    }))

  it('leaves tensors alone that were made of a state before a run', () =>
    here(() => {
      const w = tensor(
        [
          [1, 2],
          [3, 4],
        ],
        { requiresGradient: true },
      ) as Tensor
      const step = doubling(w)
      const views: Record<string, (x: Tensor) => Tensor> = {
        detach: (x) => x.detach(),
        reshape: (x) => reshape(x, [4]) as Tensor,
        'reshape to the same': (x) => reshape(x, [2, 2]) as Tensor,
        transpose: (x) => transpose(x) as Tensor,
        permute: (x) => permute(x, [1, 0]) as Tensor,
        slice: (x) => slice(x, [[0, 1]]) as Tensor,
        squeeze: (x) => squeeze(unsqueeze(x, 0)) as Tensor,
        broadcastTo: (x) => broadcastTo(x, [3, 2, 2]) as Tensor,
        clone: (x) => clone(x) as Tensor,
        concat: (x) => concat([x], 0) as Tensor,
        take: (x) => take(x, tensor([1], { dtype: 'int32' })) as Tensor,
        'a slice of the transpose': (x) => slice(transpose(x) as Tensor, [[1, 2]]) as Tensor,
        'an operation': (x) => multiply(x, 1),
      }
      const taken = Object.entries(views).map(([name, make]) => {
        const made = make(w)
        return { name, made, before: made.toArray() }
      })
      const read = w.toTypedArray()
      const kept = tensor([
        [0, 0],
        [0, 0],
      ]) as Tensor
      kept.assign(w)
      step.run()
      w.assign(add(w, 1))
      for (const { name, made, before } of taken) expect(made.toArray(), name).toEqual(before)
      expect(Array.from(read)).toEqual([1, 2, 3, 4])
      expect(kept.toArray()).toEqual([
        [1, 2],
        [3, 4],
      ])
      expect(w.toArray()).toEqual([
        [3, 5],
        [7, 9],
      ])
    }))

  it('refuses gradients through a state as it was before it changed', () =>
    here(() => {
      const w = tensor([1, 2], { requiresGradient: true })
      const step = doubling(w as Tensor)
      const loss = sum(multiply(w, w))
      step.run()
      markAssigned([w])
      expect(caught(() => backward(loss))).toMatchObject({
        code: 'state',
        message: expect.stringMatching(/that multiply saved was assigned to after its use; run the forward pass again/),
      })
      backward(sum(multiply(w, w)))
      expect(w.gradient!.toArray()).toEqual([4, 8])
    }))

  it('does not record a parameter that programs change without knowing of it', () =>
    here(() => {
      const w = tensor([1, 2])
      doubling(w)
      expect(() => record(() => [multiply(w, 2)])).toThrow(/the step uses a parameter that is not among its states/)
      expect(() => record(() => [w])).toThrow(/not among its states/)
    }))
})

it('markAssigned refuses what is no list of tensors', () => {
  expect(() => markAssigned(1 as never)).toThrow(/markAssigned: states must be an array, got 1/)
  expect(() => markAssigned([1 as never])).toThrow(/markAssigned: states\[0\] must be a tensor, got 1/)
})
