import ts from 'typescript'
import { isTest, type SourceFile } from './source-files.ts'

/** The functions of `Math` that give the same bits on every JavaScript engine. */
const exactMath = new Set(['abs', 'floor', 'ceil', 'trunc', 'sqrt', 'fround', 'imul', 'min', 'max', 'clz32'])

/** A comment in the line before, or in the same line, that permits a spread into a call and says why. */
const spreadAllowed = /\/\/ allow-spread: \S+/

/** A rule looks at one node and answers with the complaint, or with nothing. */
type Rule = (node: ts.Node, file: ts.SourceFile) => string | undefined

/** Rules for everything, tests and tooling too. */
const everywhere: Rule[] = [noMathRandom, noCodeFromText]

/** Rules for what we ship. */
const inShippedCode: Rule[] = [onlyExactMath, noPower, noSpreadIntoCalls, noOrZero, noLooseEquality, noDefaultExport, noInnerHtml]

/** Rules for the libraries, which leave printing to the apps. */
const inPackages: Rule[] = [noConsole]

/** Each place in the file that breaks a rule, as `path:line:column complaint`. */
export function brokenRules({ path, text }: SourceFile): string[] {
  const shipped = /^(packages|apps)\/[^/]+\/src\//.test(path) && !isTest(path)
  const rules = [...everywhere, ...(shipped ? inShippedCode : []), ...(shipped && path.startsWith('packages/') ? inPackages : [])]
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    for (const rule of rules) {
      const complaint = rule(node, file)
      if (complaint === undefined) continue
      const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file))
      found.push(`${path}:${line + 1}:${character + 1} ${complaint}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function noMathRandom(node: ts.Node): string | undefined {
  if (isMath(node) && memberOfMath(node) === 'random') return 'Math.random cannot be seeded: use a RandomGenerator'
  return undefined
}

function noCodeFromText(node: ts.Node): string | undefined {
  const isCall = ts.isCallExpression(node) || ts.isNewExpression(node)
  if (!isCall) return undefined
  const called = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression
  if (!ts.isIdentifier(called)) return undefined
  if (called.text === 'eval' && ts.isCallExpression(node)) return 'eval runs text as code'
  if (called.text === 'Function') return 'the Function constructor runs text as code'
  return undefined
}

function onlyExactMath(node: ts.Node): string | undefined {
  if (!isMath(node)) return undefined
  const member = memberOfMath(node)
  if (member === 'random' || (member !== undefined && exactMath.has(member))) return undefined
  return `Math${member === undefined ? ' as a whole' : `.${member}`} differs between engines: use the numerics of @gradus/kernel`
}

function noPower(node: ts.Node): string | undefined {
  const power = node.kind === ts.SyntaxKind.AsteriskAsteriskToken || node.kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken
  return power ? '** differs between engines: multiply, or use the numerics of @gradus/kernel' : undefined
}

function noSpreadIntoCalls(node: ts.Node, file: ts.SourceFile): string | undefined {
  if (!ts.isSpreadElement(node) || ts.isArrayLiteralExpression(node.parent)) return undefined
  const lines = file.text.split('\n')
  const { line } = file.getLineAndCharacterOfPosition(node.getStart(file))
  const allowed = spreadAllowed.test(lines[line] ?? '') || spreadAllowed.test(lines[line - 1] ?? '')
  return allowed ? undefined : 'a long array spread into a call overflows the stack: write the loop'
}

function noOrZero(node: ts.Node): string | undefined {
  if (!ts.isBinaryExpression(node)) return undefined
  const { kind } = node.operatorToken
  const or = kind === ts.SyntaxKind.BarToken || kind === ts.SyntaxKind.BarEqualsToken
  if (or && ts.isNumericLiteral(node.right) && Number(node.right.text) === 0) {
    return '| 0 wraps sizes above 2^31: use Math.trunc or Math.floor'
  }
  return undefined
}

function noLooseEquality(node: ts.Node): string | undefined {
  const loose = node.kind === ts.SyntaxKind.EqualsEqualsToken || node.kind === ts.SyntaxKind.ExclamationEqualsToken
  return loose ? 'loose equality converts its sides: use === or !==' : undefined
}

function noDefaultExport(node: ts.Node): string | undefined {
  const isDefault =
    (ts.isExportAssignment(node) && !node.isExportEquals) ||
    (ts.isExportSpecifier(node) && node.name.text === 'default') ||
    (node.kind === ts.SyntaxKind.DefaultKeyword && !ts.isDefaultClause(node.parent))
  return isDefault ? 'a default export has no name of its own: export it by name' : undefined
}

function noInnerHtml(node: ts.Node): string | undefined {
  const named = ts.isIdentifier(node) && (node.text === 'innerHTML' || node.text === 'outerHTML')
  return named ? `${node.text} runs text as markup: build nodes or set textContent` : undefined
}

function noConsole(node: ts.Node): string | undefined {
  const used = ts.isIdentifier(node) && node.text === 'console' && !isNameInDeclaration(node)
  return used ? 'libraries do not print: hand the text to the caller' : undefined
}

/** The global object `Math`, wherever it is mentioned. */
function isMath(node: ts.Node): node is ts.Identifier {
  return ts.isIdentifier(node) && node.text === 'Math' && !isNameInDeclaration(node)
}

/** `sqrt` for `Math.sqrt` and `Math['sqrt']`; undefined where `Math` itself is passed on. */
function memberOfMath(math: ts.Identifier): string | undefined {
  const { parent } = math
  const whole = ts.isPropertyAccessExpression(parent) && parent.name === math ? parent.parent : parent
  if (ts.isPropertyAccessExpression(whole) && whole.name !== math) return whole.name.text
  if (ts.isElementAccessExpression(whole) && ts.isStringLiteralLike(whole.argumentExpression)) {
    return whole.argumentExpression.text
  }
  return undefined
}

/** A key or member that only happens to carry the name, such as `{ console: … }`. */
function isNameInDeclaration(node: ts.Identifier): boolean {
  const { parent } = node
  return (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent)) && parent.name === node
}
