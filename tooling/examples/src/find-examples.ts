import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isTest, packageFolders, sourceFiles } from 'tooling-rules/source-files'
import { type Example, root } from './example.ts'
import { examplesIn } from './examples-in.ts'

/** Every example of the documentation: in docstrings of the packages, in their READMEs, in the pages of the root and in those of the docs. */
export function findExamples(): Example[] {
  const folders = packageFolders('packages')
  const sources = folders.flatMap((folder) => sourceFiles(`${folder}/src`)).filter(({ path }) => !isTest(path))
  const pages = [...folders.map((folder) => `${folder}/README.md`), 'README.md', 'CONTRIBUTING.md', 'apps/docs/bad-inputs.md']
  return [...sources.map(({ path }) => path), ...pages.filter((path) => existsSync(join(root, path)))].flatMap(examplesIn)
}
