import { publishAll } from './publish-all.ts'

// `pnpm release`: after `pnpm release:version` was committed. What npm already has in this version is left out, so it can be run again.
for (const { name, version } of await publishAll()) console.log(`${name}@${version}`)
