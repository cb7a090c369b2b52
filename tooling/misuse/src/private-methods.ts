import { packageFolders, sourceFiles } from 'tooling-rules/source-files'

/** The methods that only their own class may call, as `Class.method`: to the compiler they are private, when the program runs they are not. */
export function privateMethods(): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { text } of packageFolders('packages').flatMap(sourceFiles)) {
    let owner = ''
    for (const line of text.split('\n')) {
      owner = /^(?:export )?(?:abstract )?class (\w+)/.exec(line)?.[1] ?? owner
      const method = /^ {2}(?:private|protected) (?:readonly |abstract |async |get |\*)*(\w+)[(<]/.exec(line)?.[1]
      if (method !== undefined) found.add(`${owner}.${method}`)
    }
  }
  return found
}
