import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from 'tooling-examples/example'
import { isPublished } from 'tooling-examples/pages'
import { withoutBlocks } from './code-spans.ts'

/**
 * The links and pictures of a page that lead nowhere, as `page:line: complaint`: files and headings that do not exist. A published README is
 * read on npm, where neither files nor pictures of the repository are: it links to its own headings, and to addresses.
 */
export function linkComplaints(page: string, text: string): string[] {
  return withoutBlocks(text)
    .split('\n')
    .flatMap((line, i) =>
      targetsIn(line).flatMap((target) => complaintAbout(target, page).map((complaint) => `${page}:${i + 1}: ${complaint}`)),
    )
}

function targetsIn(line: string): string[] {
  const found = line.replace(/`[^`]*`/g, '').matchAll(/\]\(([^)\s]+)[^)]*\)|\b(?:src|srcset|href)="([^"]+)"/g)
  return [...found].map(([, markdown, html]) => (markdown ?? html)!)
}

function complaintAbout(target: string, page: string): string[] {
  if (/^(https?|mailto):/.test(target)) return []
  const [path, heading] = target.split('#') as [string, string?]
  // The reference is made by a program; the build of the docs refuses links into it that lead nowhere.
  if (/^(\.\.?\/)+reference\//.test(path)) return []
  if (path !== '' && isPublished(page))
    return [`${target} does not exist on npm, where this page is read too: name the package, or move the picture to the docs`]
  const file = path === '' ? page : join(dirname(page), path)
  if (!existsSync(join(root, file))) return [`there is no ${file}`]
  if (heading === undefined) return []
  return headingsOf(file).includes(heading) ? [] : [`${file} has no heading #${heading}`]
}

/** The anchors that GitHub makes of a page's headings. */
function headingsOf(file: string): string[] {
  const headings = withoutBlocks(readFileSync(join(root, file), 'utf8')).matchAll(/^#+ (.*)$/gm)
  return [...headings].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  )
}
