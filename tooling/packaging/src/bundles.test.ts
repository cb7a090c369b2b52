// Protects: bundlers drop what is not needed, and only that.
import { describe, expect, it } from 'vitest'
import { bundleWithEsbuild } from './bundles.ts'
import type { learnXor } from './entries/xor.ts'

const entry = (name: string) => bundleWithEsbuild(`export * from './entries/${name}.ts'`, 'sources')
const pathsOf = async (name: string): Promise<string> => (await entry(name)).modules.map(({ path }) => path).join('\n')

describe('a bundle', () => {
  it('of XOR has no functions that XOR does not use, and no other layers, losses and operations', async () => {
    const paths = await pathsOf('xor')
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
      expect(`\n${paths}`).not.toMatch(new RegExp(`[\\n/]${unused}`))
    }
  })

  it('of tensors alone has no walk and no text of formulas', async () => {
    expect(await pathsOf('tensors')).not.toMatch(/tensor\/src\/walk|formula-text|run-steps|trainer/)
  })

  it.each(['xor', 'tensors', 'umbrella'])('of %s has no names of instructions: nothing lists the code of its steps', async (name) => {
    const { modules, text } = await entry(name)
    expect(modules.map(({ path }) => path).filter((path) => path.includes('wasm/src/listing'))).toEqual([])
    expect(text).not.toMatch(/I32X4_SPLAT|i32x4\.splat/)
  })

  it('of XOR still learns XOR', async () => {
    const { text } = await entry('xor')
    const url = `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`
    const module = (await import(/* @vite-ignore */ url)) as { learnXor: typeof learnXor }
    const outputs = await module.learnXor()
    expect(outputs.map(([p]) => Math.round(p!))).toEqual([0, 1, 1, 0])
  })
})
