import type { Measured, Outcome } from '../run-works.ts'
import { ratios } from '../table.ts'
import type { Row } from '../work.ts'
import type { Machine } from './machine.ts'

/** The page for readers of the documentation, in Markdown. */
export function pageOf({ measured, messages }: Outcome, words: readonly string[], machine: Machine): string {
  const sections = [introduction(words, machine), ...measured.map(sectionOf)]
  if (messages.length > 0) sections.push(`## Left out\n\n${messages.map((message) => `* ${firstLine(message)}`).join('\n')}`)
  return `${sections.join('\n\n')}\n`
}

function introduction(words: readonly string[], { date, processor, system, node, peers }: Machine): string {
  return `# Benchmarks

Made by a program; to make it anew, on your machine: \`${['pnpm bench --page', ...words].join(' ')}\`

| | |
|---|---|
| date | ${date} |
| processor | ${processor} |
| system | ${system} |
| runtime | ${node} |
| peers | ${peers.join('; ')} |

Every library works in a process of its own, on one thread, and is called the way its own documentation says is fastest. The processes take turns: after a
round to warm up come nine, in each of which every library does the work once while the others wait; who needs more than 1.5 s takes part in every third
round, and who needs more than 12 s does the work once. *× ours* is the other's time over ours, above 1 we are faster: the median of the rounds' ratios, in
which the weather of a shared machine cancels out, and beside it the ratio of the best times. The times themselves mean little on another machine. What is
measured of ours is what is published, through its public interface. Everybody has to show that it really trained, or its row is missing.`
}

function sectionOf({ chosen: { file }, rows, summary }: Measured): string {
  const shown = file.onlySummaryOnPage ? summary : [...rows, ...summary]
  const header = '| work | library | median | best | median × ours | best × ours |\n|---|---|--:|--:|--:|--:|'
  return `## ${file.title}\n\n${file.about}\n\n${[header, ...shown.map((row, i) => lineOf(row, shown[i - 1]))].join('\n')}`
}

function lineOf(row: Row, previous: Row | undefined): string {
  const work = row.work === previous?.work ? '' : row.work
  return `| ${[work, row.library, `${row.median} ${row.unit}`, `${row.best} ${row.unit}`, ...ratios(row)].join(' | ')} |`
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]!
}
