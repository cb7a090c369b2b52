import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolders, repositoryRoot, sourceFiles } from 'tooling-rules/source-files'
import { brokenArrows, type Manifest } from './arrows.ts'

const manifestIn = (folder: string): Manifest => JSON.parse(readFileSync(join(repositoryRoot, folder, 'package.json'), 'utf8'))

const workspace = (['packages', 'apps', 'tooling'] as const)
  .flatMap((family) => packageFolders(family))
  .map((folder) => ({
    folder,
    manifest: manifestIn(folder),
    files: sourceFiles(folder),
  }))
const complaints = brokenArrows(workspace, manifestIn('.'))
for (const complaint of complaints) console.error(complaint)
console.log(`arrows: ${workspace.length} packages, ${complaints.length} complaints`)
process.exitCode = complaints.length === 0 ? 0 : 1
