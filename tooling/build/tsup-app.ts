import { defineConfig } from 'tsup'

/** The build of an app: one file. A command starts in half of the time when Node has not two hundred of them to find. What is not ours stays a dependency. */
export default defineConfig({
  entry: ['src/main.ts'],
  format: 'esm',
  target: 'es2022',
  platform: 'node',
  noExternal: [/^@gradus\//],
  splitting: false,
  clean: true,
  tsconfig: 'tsconfig.json',
})
