import { describe, expect, it } from 'vitest'
import type { Example } from './example.ts'
import { exportedNames, indexOf } from './exported-names.ts'
import { originOf } from './scope.ts'

describe('exportedNames', () => {
  it('are followed to their declarations, through packages and namespaces', () => {
    const umbrella = exportedNames(indexOf('gradus'))
    expect(umbrella.get('relu')).toBe('packages/tensor/src/ops/relu.ts#relu')
    expect(umbrella.get('layers')).toBe('packages/layers/src/index.ts#*')
    expect(exportedNames(indexOf('@gradus/layers')).get('relu')).toBe('packages/layers/src/activations/relu.ts#relu')
  })

  it('include types', () => {
    expect(exportedNames(indexOf('@gradus/kernel')).get('Shape')).toBe('packages/kernel/src/shape.ts#Shape')
  })
})

describe('a name that a docstring uses', () => {
  const example = (path: string): Example => ({ path, line: 10, code: '', earlier: [] })

  it.each([
    ['packages/tensor/src/ops/relu.ts', 'relu', '@gradus/tensor'],
    ['packages/layers/src/layers/dense.ts', 'relu', '@gradus/layers'],
    ['packages/layers/src/layers/dense.ts', 'tensor', '@gradus/tensor'],
    ['packages/layers/src/initializers/fans.ts', 'fansOf', expect.stringMatching(/packages\/layers\/src\/initializers\/fans\.ts$/)],
  ])('in %s: %s', (path, name, specifier) => {
    expect(originOf(name, example(path))).toEqual({ specifier, name })
  })

  it('may be one of the language', () => {
    expect(originOf('Float32Array', example('packages/tensor/src/ops/relu.ts'))).toBeUndefined()
  })

  it('has to be imported when two packages below have it', () => {
    const find = () => originOf('relu', example('packages/trainer/src/trainer.ts'))
    expect(find).toThrow('packages/trainer/src/trainer.ts:10: relu could come from @gradus/layers or @gradus/tensor')
  })
})

describe('a name that a block of a page uses', () => {
  const block = (line: number, code: string, ...earlier: Example[]): Example => ({ path: 'README.md', line, code, earlier })
  const first = block(3, "import { tensor as t } from '@gradus/tensor'\nconst x = 1")
  const second = block(9, 'const x = 2', first)
  const third = block(12, '', first, second)

  it('is what the nearest block above declares', () => {
    expect(originOf('x', third)).toEqual({ specifier: './9.ts', name: 'x' })
    expect(originOf('x', second)).toEqual({ specifier: './3.ts', name: 'x' })
  })

  it('is what a block above imports', () => {
    expect(originOf('t', third)).toEqual({ specifier: '@gradus/tensor', name: 'tensor' })
  })

  it('is not looked up in packages: a reader would not know where it comes from', () => {
    expect(originOf('relu', third)).toBeUndefined()
  })
})
