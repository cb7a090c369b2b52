import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Continuous integration names a file for the counts.
const report = process.env.GRADUS_TEST_REPORT

// The install test: what users get, from a registry, in projects outside the repository. It fetches the hosts that it runs them on, so it is
// no part of `pnpm test`.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: {
    include: ['src/**/*.install-test.ts'],
    globalSetup: 'src/published.ts',
    // Most of the time is spent waiting for programs.
    maxWorkers: 2,
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
    reporters: ['verbose', ...(report ? [['json', { outputFile: report }] as ['json', object]] : [])],
  },
})
