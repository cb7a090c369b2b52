import { defineConfig } from 'tsup'

/**
 * The build of an app: a file for each command, and a few that they share. A command starts in half of the time when Node has not two hundred
 * modules to find, and sooner still when it need not read what other commands are made of. What is not ours stays a dependency.
 */
export default defineConfig({
  entry: ['src/main.ts'],
  format: 'esm',
  target: 'es2022',
  platform: 'node',
  noExternal: [/^@gradus\//],
  splitting: true,
  clean: true,
  tsconfig: 'tsconfig.json',
})
