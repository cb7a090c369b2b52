import ts from 'typescript'
import { literalAtStart } from './literal.ts'
import { parse } from './names.ts'

/** What a comment says of the statement before it. `line` is where it says so, counted from 0 within the example's code. */
export type Claim = { readonly line: number } & (
  | { readonly kind: 'value'; readonly statement: ts.Statement; readonly expected: string }
  | { readonly kind: 'error'; readonly statement: ts.Statement; readonly code: string; readonly message: string }
  | { readonly kind: 'type'; readonly statement: ts.TypeAliasDeclaration; readonly expected: string }
  | { readonly kind: 'refused'; readonly statement: ts.Statement; readonly message: string }
)

/**
 * The claims of an example: comments behind a statement, or alone on the line below it.
 *
 * `expression // value`, where the comment is a literal, perhaps with a comma and prose behind it;
 * `expression // GradusError 'code': message`; `type Name = … // type`; `statement // does not compile: message`. Other comments are prose.
 *
 * Throws: where a comment begins like a literal and is none, or stands behind nothing that has a value, since nobody would check it.
 */
export function claimsIn(code: string): Claim[] {
  const file = parse(code)
  const claims: Claim[] = []
  const heard = new Set<number>()
  const visit = (node: ts.Node): void => {
    const claim = isClaimant(node) ? claimOf(node, file) : undefined
    if (claim) {
      claims.push(claim)
      heard.add(claim.line)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  for (const { line, text } of commentsIn(code)) {
    if (literalAtStart(text) !== undefined && !heard.has(line)) throw new Error(`nothing before the comment has a value: // ${text}`)
  }
  return claims
}

type Claimant = ts.ExpressionStatement | ts.VariableStatement | ts.TypeAliasDeclaration

function isClaimant(node: ts.Node): node is Claimant {
  return ts.isExpressionStatement(node) || ts.isVariableStatement(node) || ts.isTypeAliasDeclaration(node)
}

function claimOf(statement: Claimant, file: ts.SourceFile): Claim | undefined {
  const comment = /^[ \t]*(?:\n[ \t]*)?\/\/ ?(.*)/.exec(file.text.slice(statement.end))
  if (!comment) return undefined
  const text = comment[1]!.trim()
  const { line } = file.getLineAndCharacterOfPosition(statement.end + comment[0].length)
  const refused = /^does not compile: (.*)$/.exec(text)
  if (refused) return { kind: 'refused', statement, line, message: refused[1]! }
  if (ts.isTypeAliasDeclaration(statement)) return { kind: 'type', statement, line, expected: text }
  const error = /^GradusError '(\w+)': (.*)$/.exec(text)
  if (error && ts.isExpressionStatement(statement)) return { kind: 'error', statement, line, code: error[1]!, message: error[2]! }
  const expected = literalAtStart(text)
  if (expected === undefined && /^(['"[{]|-?\d|\w+Array \[)/.test(text))
    throw new Error(`begins like a value, but cannot be read: // ${text}`)
  return expected === undefined || !hasValue(statement) ? undefined : { kind: 'value', statement, line, expected }
}

/** Whether a statement has one value: an expression has, and a declaration of one name. */
function hasValue(statement: Claimant): boolean {
  if (!ts.isVariableStatement(statement)) return true
  const { declarations } = statement.declarationList
  return declarations.length === 1 && ts.isIdentifier(declarations[0]!.name)
}

function* commentsIn(code: string): Generator<{ readonly line: number; readonly text: string }> {
  for (const [line, content] of code.split('\n').entries()) {
    const comment = /(?:^|\s)\/\/ ?(.*)$/.exec(content)
    if (comment) yield { line, text: comment[1]! }
  }
}
