import { describe, expect, it } from 'vitest'
import { compilerComplaints } from './complaints.ts'
import { modulePath, nameOf } from './example.ts'
import { examplesIn } from './examples-in.ts'
import { recordOf } from './record.ts'

const examples = examplesIn('tooling/examples/src/__fixtures__/page.md')
const [first, wrongValue, wrongMessage, noError, uncompiled, unreached] = examples as [...typeof examples] & { length: 6 }
const run = (example: (typeof examples)[number] | undefined) => import(/* @vite-ignore */ modulePath(example!))

describe('the module of an example', () => {
  it('keeps what is so, and notes what is printed', async () => {
    await run(first)
    expect(recordOf(nameOf(first!))).toMatchObject({ kept: [7], printed: ['sum Tensor [2] float32 [2, 3]'] })
  })

  it('fails where a value is another', async () => {
    await expect(run(wrongValue)).rejects.toThrow(/page\.md:16: Expected values to be strictly deep-equal[\s\S]*\+ +2\n- +3/)
  })

  it('fails where an error says something else', async () => {
    await expect(run(wrongMessage)).rejects.toThrow(/page\.md:20: The input did not match[\s\S]*'add: /)
  })

  it('fails where nothing is thrown', async () => {
    await expect(run(noError)).rejects.toThrow(/page\.md:24: not a GradusError: undefined/)
  })

  it('leaves out what does not compile', async () => {
    await expect(run(uncompiled)).rejects.toThrow('x.missing is not a function')
  })

  it('notes nothing of a claim that it does not come by', async () => {
    await run(unreached)
    expect(recordOf(nameOf(unreached!)).kept).toEqual([])
  })
})

it('the compiler says what is wrong on which line', () => {
  const complaints = compilerComplaints(examples)
  const found = examples.map((example) => complaints.get(nameOf(example))!.map(({ line }) => line))
  expect(found).toEqual([[], [], [20], [], [28, 29, 30], []])
  expect(complaints.get(nameOf(uncompiled!))!.map(({ message }) => message)).toEqual([
    expect.stringContaining('add: [2] and [3] do not broadcast'),
    expect.stringContaining('not assignable'),
    expect.stringContaining("Property 'missing' does not exist"),
  ])
})
