import { missingChangeset } from './missing-changeset.ts'
import { version } from './version.ts'

const root = process.cwd()
const [command, since] = process.argv.slice(2)

if (command === 'version') version(root)
else {
  const changes = missingChangeset(root, since)
  console.log(
    `changesets: compared with ${changes.since}: sources of ${changes.packages.length} packages changed, ${changes.changesets.length} changesets`,
  )
  if (changes.missing) {
    console.error(
      `Users should know what changed in ${changes.packages.join(', ')}: pnpm changeset. If they will not notice: pnpm changeset --empty.`,
    )
    process.exitCode = 1
  }
}
