import { stripVTControlCharacters } from 'node:util'
import pc from 'picocolors'

/** Where text goes and what it may contain. The result goes to stdout; what is only of the moment, and errors, to stderr. */
export interface Terminal {
  readonly colors: ReturnType<typeof pc.createColors>
  /** Whether only characters that every terminal and log has may be written. */
  readonly ascii: boolean
  /** Columns. */
  readonly width: number
  /** Whether stderr is a screen on which a line can be drawn anew. */
  readonly live: boolean
  /** Writes a line to stdout. */
  print(line?: string): void
  /** Writes prose to stdout: broken between words on a screen, one line in a file. */
  tell(sentence: string): void
  /** Writes a line to stderr. */
  note(line: string): void
}

export interface TerminalOptions {
  readonly color: boolean
  readonly ascii?: boolean
}

/** The terminal this process runs in. */
export function createTerminal({ color, ascii = false }: TerminalOptions): Terminal {
  const { stdout, stderr, env } = process
  const text = ascii ? asciiText : (line: string) => line
  const dumb = isSet(env.CI) || env.TERM === 'dumb'
  return {
    colors: pc.createColors(color && !isSet(env.NO_COLOR) && (isSet(env.FORCE_COLOR) || (stdout.isTTY === true && !dumb))),
    ascii,
    width: Math.min(stdout.columns || 80, 80),
    live: stderr.isTTY === true && !dumb,
    print: (line = '') => stdout.write(`${text(line)}\n`),
    tell: (sentence) => stdout.write(`${wrap(text(sentence), stdout.columns || Infinity)}\n`),
    note: (line) => stderr.write(`${text(line)}\n`),
  }
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== '' && variable !== '0' && variable !== 'false'
}

/** Breaks a line between words where it would be wider than a screen of so many columns. */
export function wrap(text: string, columns: number): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && stripVTControlCharacters(longer).length > columns) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line].join('\n')
}

/** The same text in the characters of 1963. Those of tables and marks stay one column wide. */
export function asciiText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those beyond are to be replaced
  return text.replace(/[^\u0000-\u007f]/g, (character) => ascii[character] ?? '?')
}

const ascii: Readonly<Record<string, string>> = {
  '·': '-',
  '−': '-',
  '×': '*',
  '✓': '+',
  '✗': 'x',
  '■': '#',
  '█': '#',
  '░': '.',
  '–': '-',
  '’': "'",
  '←': '<-',
  '∂': 'd',
  Σ: 'sum',
  ε: 'e',
  ᵀ: '^T',
  ₖ: '_k',
  ᵢ: '_i',
  ⱼ: '_j',
  '→': '->',
  '…': '...',
  '½': '1/2',
  σ: 'sigmoid',
  '≈': '~',
  '━': '=',
  '─': '-',
  '│': '|',
  '┌': '+',
  '┬': '+',
  '┐': '+',
  '├': '+',
  '┼': '+',
  '┤': '+',
  '└': '+',
  '┴': '+',
  '┘': '+',
}
