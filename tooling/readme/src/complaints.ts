import { spanComplaints } from './code-spans.ts'
import { fenceComplaints } from './fences.ts'
import { linkComplaints } from './links.ts'

/** What is wrong with a page besides what its generated parts show: blocks that nothing checks, commands and links that lead nowhere. */
export async function complaintsAbout(page: string, text: string): Promise<string[]> {
  // VitePress checks the links of the docs, which are addresses of its own.
  const links = page.startsWith('apps/docs/') ? [] : linkComplaints(page, text)
  return [...(await fenceComplaints(page, text)), ...(await spanComplaints(page, text)), ...links]
}
