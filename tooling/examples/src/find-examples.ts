import { isTest, packageFolders, sourceFiles } from 'tooling-rules/source-files'
import type { Example } from './example.ts'
import { examplesIn } from './examples-in.ts'
import { pages } from './pages.ts'

/** Every example of the documentation: in docstrings of the packages, and in all pages. */
export function findExamples(): Example[] {
  const sources = packageFolders('packages').flatMap((folder) => sourceFiles(`${folder}/src`).map(({ path }) => path))
  return [...sources.filter((path) => !isTest(path)), ...pages()].flatMap(examplesIn)
}
