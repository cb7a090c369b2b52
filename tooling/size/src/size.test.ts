// Protects: what a browser loads stays small, and bundlers drop only what is not needed.
import { describe, expect, it } from 'vitest'
import type { learnXor } from './entries/xor.ts'
import { entryNames, limits } from './limits.ts'
import { bundle } from './measure.ts'

describe('a bundle', () => {
  it.each(entryNames)('of %s stays within its limit', async (entry) => {
    expect((await bundle(entry)).gzip).toBeLessThanOrEqual(limits[entry])
  })

  it('of XOR has no functions that XOR does not use, and no other layers, losses and operations', async () => {
    const paths = (await bundle('xor')).modules.map(({ path }) => path).join('\n')
    expect(paths).toContain('kernel/src/numerics/exp.ts')
    for (const unused of [
      'sin.ts',
      'erf.ts',
      'trigonometry.ts',
      'mersenne-twister.ts',
      'dropout.ts',
      'softmax.ts',
      'slice.ts',
      'plot/',
      'formats/',
    ]) {
      expect(paths).not.toContain(`/${unused}`)
    }
  })

  it('of tensors alone has no walk and no text of formulas', async () => {
    const paths = (await bundle('tensors')).modules.map(({ path }) => path).join('\n')
    expect(paths).not.toMatch(/tensor\/src\/walk|formula-text|run-steps|trainer/)
  })

  it.each(entryNames)('of %s has no names of instructions: nothing lists the code of its steps', async (entry) => {
    const { modules, text } = await bundle(entry)
    expect(modules.map(({ path }) => path).filter((path) => path.includes('wasm/src/listing'))).toEqual([])
    expect(text).not.toMatch(/I32X4_SPLAT|i32x4\.splat/)
  })

  it('of XOR still learns XOR', async () => {
    const { text } = await bundle('xor')
    const url = `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`
    const module = (await import(/* @vite-ignore */ url)) as { learnXor: typeof learnXor }
    const outputs = await module.learnXor()
    expect(outputs.map(([p]) => Math.round(p!))).toEqual([0, 1, 1, 0])
  })
})
