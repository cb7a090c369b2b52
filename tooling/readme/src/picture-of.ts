import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from 'tooling-examples/example'
import { examplesIn } from 'tooling-examples/examples-in'
import { moduleOf } from 'tooling-examples/module-of'
import { originOf } from 'tooling-examples/scope'
import type { Generated } from './generated.ts'
import { runCommand, type Written } from './run-command.ts'

/** The picture that the examples above it make: the text with this name. The page's code draws the page's picture. */
export async function pictureOf(name: string, { page, line, pictures }: Generated): Promise<Written> {
  const earlier = examplesIn(page).filter((example) => example.line < line)
  const origin = originOf(name, { path: page, line, code: '', earlier })
  if (origin === undefined) throw new Error(`${page}:${line}: no example above declares ${name}`)
  // Below node_modules nothing else sees the files, and the packages are found from there.
  const cache = join(root, 'tooling/examples/node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'picture-'))
  try {
    for (const example of earlier) writeFileSync(join(folder, `${example.line}.ts`), moduleOf(example, 'compile'))
    const program = `import { writeFileSync } from 'node:fs'
import { ${origin.name} as picture } from '${origin.specifier}'
writeFileSync(process.argv[2], picture + '\\n')
`
    writeFileSync(join(folder, 'main.ts'), program)
    return await runCommand(`node ${relative(root, join(folder, 'main.ts'))} ${pictures[0]}`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
