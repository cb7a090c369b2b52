import { defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'
import { packageTable } from './tooling/coverage/src/package-table.ts'
import { measuredFiles, vitestThresholds } from './tooling/coverage/src/thresholds.ts'
import { examples } from './tooling/examples/src/plugin.ts'

// Continuous integration names a file for the counts.
const report = process.env.GRADUS_TEST_REPORT

// A file that calls `setBackend`: every test then runs on that backend.
const backend = process.env.GRADUS_BACKEND

const conditions = ['@gradus/source', ...defaultServerConditions]

export default defineConfig({
  plugins: [examples()],
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'tooling/*/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    pool: 'threads',
    maxWorkers: 2,
    isolate: false,
    // Long runs of properties take as long as they take: see tooling/properties.
    testTimeout: process.env.GRADUS_RUNS ? 3_600_000 : 60_000,
    setupFiles: backend ? [backend] : [],
    reporters: report ? ['default', packageTable(), ['json', { outputFile: report }]] : ['default', packageTable()],
    coverage: {
      include: measuredFiles(),
      // What serves tests only. Types and re-exports hold no statements: they count nowhere.
      exclude: ['**/__fixtures__/**', '**/__tests__/**', '**/*.test-d.ts'],
      reporter: ['html'],
      thresholds: vitestThresholds(),
    },
  },
})
