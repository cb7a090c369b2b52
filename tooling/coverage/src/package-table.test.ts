import { describe, expect, test } from 'vitest'
import { type CoverageMap, packageTable } from './package-table.ts'
import { thresholds, vitestThresholds } from './thresholds.ts'

/** A map of files with so many of a hundred statements and branches covered. */
function mapOf(files: Record<string, { readonly statements: number; readonly branches: number; readonly total?: number }>): CoverageMap {
  const counts = (covered: number, total = 100) => ({ covered, total })
  return {
    files: () => Object.keys(files),
    fileCoverageFor: (file) => ({
      toSummary() {
        const { statements, branches, total } = files[file]!
        return {
          data: {
            statements: counts(statements, total),
            branches: counts(branches, total),
            functions: counts(0, 0),
            lines: counts(statements, total),
          },
        }
      },
    }),
  }
}

/** What is printed after a run that measured this. */
async function printed(map: CoverageMap): Promise<string> {
  const texts: string[] = []
  await packageTable((text) => void texts.push(text)).onCoverage?.(map)
  return texts.join('\n')
}

describe('the table', () => {
  test('sums the files of a package, and says which numbers are below the threshold', async () => {
    const text = await printed(
      mapOf({
        '/home/a/packages/kernel/src/view.ts': { statements: 100, branches: 94 },
        '/home/a/packages/kernel/src/random/draw.ts': { statements: 91, branches: 95 },
        'C:\\a\\packages\\cpu\\src\\run.ts': { statements: 89, branches: 90 },
        '/home/a/packages/wasm/src/index.ts': { statements: 0, branches: 0, total: 0 },
      }),
    )
    expect(text.split('\n')).toEqual([
      'covered, %       statements  branches  functions  lines',
      'packages/cpu          89.00     90.00     100.00  89.00  statements below 90',
      'packages/kernel       95.50     94.50     100.00  95.50  branches below 95',
    ])
  })

  test('rounds down: 100 means all', async () => {
    const text = await printed(mapOf({ '/a/packages/cpu/src/run.ts': { statements: 99_999, branches: 100_000, total: 100_000 } }))
    expect(text).toContain('99.99    100.00')
  })
})

describe('the thresholds', () => {
  test('95 where the maths and the files are, 90 elsewhere, for each package and the demo', () => {
    const all = thresholds()
    expect(all.get('packages/formats')).toEqual({ statements: 95, branches: 95 })
    expect(all.get('packages/trainer')).toEqual({ statements: 90, branches: 90 })
    expect(all.get('apps/demo')).toEqual({ statements: 90, branches: 90 })
    // The documentation is built, not published.
    expect(all.has('apps/docs')).toBe(false)
    expect([...all.values()].filter(({ branches }) => branches === 95)).toHaveLength(6)
  })

  test("Vitest's patterns name the sources of each", () => {
    expect(Object.keys(vitestThresholds())).toContain('packages/kernel/src/**')
    expect(Object.keys(vitestThresholds())).toHaveLength(thresholds().size)
  })
})
