import { build, type Plugin } from 'esbuild'
import { type Example, modulePath, nameOf, placeOf, root } from 'tooling-examples/example'
import { moduleOf } from 'tooling-examples/module-of'
import type { ExampleRecord } from 'tooling-examples/record'

/** What the program prints, as JSON: by its name, what each example did. */
export type ExampleReport = Readonly<Record<string, ExampleRecord>>

/** Examples as one file of JavaScript that imports nothing but packages. It fails where a comment in them is not so. */
export async function exampleProgram(examples: readonly Example[]): Promise<string> {
  const contents = [
    "import { recordOf } from 'tooling-examples/record'",
    ...examples.map((example) => `import '${modulePath(example)}'`),
    `const names = ${JSON.stringify(examples.map(nameOf))}`,
    'console.log(JSON.stringify(Object.fromEntries(names.map((name) => [name, recordOf(name)]))))',
  ].join('\n')
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    external: ['gradus', '@gradus/*'],
    plugins: [modulesOf(examples)],
    format: 'esm',
    target: 'es2022',
    platform: 'node',
    write: false,
  })
  return outputFiles[0]!.text
}

/** Knows the modules that examples become, which are no files. */
const modulesOf = (examples: readonly Example[]): Plugin => ({
  name: 'examples',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.md\/\d+\.ts$/ }, ({ path }) => ({ path, namespace: 'examples' }))
    onResolve({ filter: /^\.\/\d+\.ts$/, namespace: 'examples' }, ({ path, importer }) => ({
      path: importer.replace(/[^/]*$/, path.slice(2)),
      namespace: 'examples',
    }))
    onLoad({ filter: /./, namespace: 'examples' }, ({ path }) => {
      const example = examples.find(({ line }) => line === placeOf(path)?.line)
      if (!example) throw new Error(`goes on from a block that is not among the examples: ${path}`)
      return { contents: moduleOf(example, 'run'), loader: 'ts', resolveDir: root }
    })
  },
})
