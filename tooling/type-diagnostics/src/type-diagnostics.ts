import { join } from 'node:path'
import ts from 'typescript'

/** What the compiler says of a snippet, and what it cost. */
export interface TypeCheck {
  /** The text of each error, further lines indented as `tsc` prints them. */
  readonly diagnostics: readonly string[]
  /** How many types the compiler instantiated: a measure of work that is the same on every machine. */
  readonly instantiations: number
}

/**
 * The texts of the errors that TypeScript reports in a snippet, in order; none when it compiles.
 *
 * The snippet is compiled with the repository's options as if it were a file in `directory`, so that its imports are those
 * of a file there: `import { tensor } from '@gradus/tensor'`, or `./index.ts`.
 *
 * @example
 * diagnosticsOf('const count: number = "two"', import.meta.dirname) // ["Type 'string' is not assignable to type 'number'."]
 */
export function diagnosticsOf(source: string, directory: string): readonly string[] {
  return typeCheck(source, directory).diagnostics
}

/** Compiles a snippet as {@link diagnosticsOf} does and counts the work. */
export function typeCheck(source: string, directory: string): TypeCheck {
  const path = join(directory, '__snippet__.ts').replaceAll('\\', '/')
  const program = ts.createProgram([path], options, hostWith(path, source))
  const file = program.getSourceFile(path)
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
  return {
    diagnostics: found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
    instantiations: program.getInstantiationCount(),
  }
}

const configuration = join(import.meta.dirname, '../../../tsconfig.base.json')
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(configuration, ts.sys.readFile).config,
  ts.sys,
  join(configuration, '..'),
)

/** The files on the disk and the snippet among them; what is installed does not change and is parsed once for all snippets. */
function hostWith(path: string, source: string): ts.CompilerHost {
  const host = ts.createCompilerHost(options)
  return {
    ...host,
    fileExists: (name) => name === path || host.fileExists(name),
    readFile: (name) => (name === path ? source : host.readFile(name)),
    getSourceFile: (name, languageVersion) => {
      if (name === path) return ts.createSourceFile(name, source, languageVersion)
      if (!name.includes('/node_modules/')) return host.getSourceFile(name, languageVersion)
      if (!installed.has(name)) installed.set(name, host.getSourceFile(name, languageVersion))
      return installed.get(name)
    },
  }
}

const installed = new Map<string, ts.SourceFile | undefined>()
