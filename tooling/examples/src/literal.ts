import ts from 'typescript'
import { parse } from './names.ts'

/**
 * The value that a comment is, or begins with when a comma and prose follow, as an expression of JavaScript; undefined for prose.
 *
 * Numbers, strings, booleans, null, undefined, arrays and objects of them, and typed arrays as they print.
 *
 * @example
 * literalAtStart('Float32Array [1, 2], twice') // 'Float32Array.of(1, 2)'
 */
export function literalAtStart(comment: string): string | undefined {
  // Parentheses make an expression of what would be a block, `{ a: 1 }`.
  const [statement] = parse(`(${comment}\n)`).statements
  if (!statement || !ts.isExpressionStatement(statement) || !ts.isParenthesizedExpression(statement.expression)) return undefined
  const [first] = listed(statement.expression.expression)
  const rest = comment.slice(first!.end - 1)
  return /^\s*(,|$)/.test(rest) ? codeOf(first!) : undefined
}

/** The parts of `1, 2, 3`. */
function listed(expression: ts.Expression): ts.Expression[] {
  const isList = ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.CommaToken
  return isList ? [...listed(expression.left), expression.right] : [expression]
}

function codeOf(node: ts.Expression): string | undefined {
  if (!isClosed(node)) return undefined
  if (ts.isNumericLiteral(node) || ts.isStringLiteral(node) || keywords.has(node.getText())) return node.getText()
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.MinusToken ? wrapped('-', [node.operand], '') : undefined
  if (ts.isArrayLiteralExpression(node)) return wrapped('[', node.elements, ']')
  if (ts.isObjectLiteralExpression(node)) return objectCode(node)
  // `Float32Array [1, 2]` reads as an access to an element.
  if (ts.isElementAccessExpression(node)) return typedArrayCode(node)
  return undefined
}

/** Whether its bracket is there, which the parser would put up with. */
function isClosed(node: ts.Expression): boolean {
  const isOpened = ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node) || ts.isElementAccessExpression(node)
  const last = node.getLastToken()?.kind
  return !isOpened || last === ts.SyntaxKind.CloseBracketToken || last === ts.SyntaxKind.CloseBraceToken
}

const keywords: ReadonlySet<string> = new Set(['true', 'false', 'null', 'undefined', 'NaN', 'Infinity'])

function wrapped(start: string, elements: readonly ts.Expression[], end: string): string | undefined {
  const codes = elements.map(codeOf)
  return codes.includes(undefined) ? undefined : `${start}${codes.join(', ')}${end}`
}

function objectCode({ properties }: ts.ObjectLiteralExpression): string | undefined {
  const codes = properties.map((property) => {
    const value = ts.isPropertyAssignment(property) ? codeOf(property.initializer) : undefined
    return value && `${property.name!.getText()}: ${value}`
  })
  return codes.includes(undefined) ? undefined : `{ ${codes.join(', ')} }`
}

function typedArrayCode({ expression, argumentExpression }: ts.ElementAccessExpression): string | undefined {
  if (!/^(Float|Int|Uint|BigInt|BigUint)\d+(Clamped)?Array$/.test(expression.getText())) return undefined
  const elements = argumentExpression.getText() === '' ? [] : listed(argumentExpression)
  return wrapped(`${expression.getText()}.of(`, elements, ')')
}
