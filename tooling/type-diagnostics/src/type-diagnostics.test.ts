import { describe, expect, it } from 'vitest'
import { nativeDiagnosticsOf } from './native-diagnostics.ts'
import { diagnosticsOf, typeCheck } from './type-diagnostics.ts'

describe('diagnosticsOf', () => {
  it('is silent about a snippet that compiles', () => {
    expect(diagnosticsOf('export const count: number = 2', import.meta.dirname)).toEqual([])
  })

  it('gives the text of each error, in order', () => {
    const source = `
      const count: number = 'two'
      const sizes: readonly [1, 2] = [1, 3]`
    expect(diagnosticsOf(source, import.meta.dirname)).toEqual([
      "Type 'string' is not assignable to type 'number'.",
      "Type '3' is not assignable to type '2'.",
    ])
  })

  it('reports a syntax error', () => {
    expect(diagnosticsOf('const = 1', import.meta.dirname)).toContain('Variable declaration expected.')
  })

  it('resolves imports as a file of the directory does', () => {
    const source = "import { diagnosticsOf } from './type-diagnostics.ts'\nexport const wrong: number = diagnosticsOf"
    expect(diagnosticsOf(source, import.meta.dirname)).toEqual([expect.stringContaining("is not assignable to type 'number'")])
    expect(diagnosticsOf("import './absent.ts'", import.meta.dirname)).toEqual([
      expect.stringMatching(/^Cannot find module .*'.\/absent.ts'/),
    ])
  })
})

describe('typeCheck', () => {
  it('counts the same instantiations each time, and more for more work', () => {
    const counted = (depth: number): number =>
      typeCheck(
        `type Count<N extends number, Out extends 0[] = []> = Out['length'] extends N ? Out : Count<N, [...Out, 0]>
        export declare const tuple: Count<${depth}>
        export const length: number = tuple.length`,
        import.meta.dirname,
      ).instantiations
    expect(counted(10)).toBe(counted(10))
    expect(counted(100)).toBeGreaterThan(counted(10) + 90)
  })
})

describe('nativeDiagnosticsOf', () => {
  it('gives the same as diagnosticsOf', () => {
    const source = `
      import { diagnosticsOf } from './type-diagnostics.ts'
      export const wrong: number = diagnosticsOf
      export const person: { readonly name: string; readonly age: number } = { name: 'Ada' }`
    const native = nativeDiagnosticsOf(source, import.meta.dirname)
    expect(native).toHaveLength(2)
    expect(native).toEqual(diagnosticsOf(source, import.meta.dirname))
  }, 30_000)

  it('is silent about a snippet that compiles', () => {
    expect(nativeDiagnosticsOf('export const count: number = 2', import.meta.dirname)).toEqual([])
  }, 30_000)
})
