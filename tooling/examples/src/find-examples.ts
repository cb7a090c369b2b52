import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isTest, packageFolders, sourceFiles } from 'tooling-rules/source-files'
import { type Example, root } from './example.ts'
import { examplesIn } from './examples-in.ts'

/** Every example of the documentation: in docstrings of the packages, in their READMEs and in the pages of the root. */
export function findExamples(): Example[] {
  const folders = packageFolders('packages')
  const sources = folders.flatMap((folder) => sourceFiles(`${folder}/src`)).filter(({ path }) => !isTest(path))
  const pages = [...folders.map((folder) => `${folder}/README.md`), 'README.md', 'CONTRIBUTING.md']
  return [...sources.map(({ path }) => path), ...pages.filter((path) => existsSync(join(root, path)))].flatMap(examplesIn)
}
