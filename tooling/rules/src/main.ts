import { brokenRules } from './rules.ts'
import { sourceFiles } from './source-files.ts'

const files = ['packages', 'apps', 'tooling'].flatMap((family) => sourceFiles(family))
const complaints = files.flatMap(brokenRules)
for (const complaint of complaints) console.error(complaint)
console.log(`rules: ${files.length} files, ${complaints.length} complaints`)
process.exitCode = complaints.length === 0 ? 0 : 1
