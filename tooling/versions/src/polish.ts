const nothingNew = 'Nothing new in this package: all packages of Gradus share one version.'

/**
 * A change log whose newest entry reads well: one that says nothing says why there is a new version all the same, and the first entry of all
 * has no headings, since everything in it is new.
 */
export function polish(changelog: string): string {
  const [title = '', newest = '', ...older] = changelog.split(/^(?=## )/m)
  const [version = '', ...lines] = newest.trim().split('\n')
  const kept = older.length > 0 ? lines : lines.filter((line) => !/^### (Major|Minor|Patch) Changes$/.test(line))
  const text = kept.join('\n').trim() || nothingNew
  return [title.trim(), `${version}\n\n${text}`, ...older.map((entry) => entry.trim())].join('\n\n').concat('\n')
}
