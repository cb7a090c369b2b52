import type { Expression } from './expression.ts'

/**
 * An expression as a reader would write it, with `names` for its inputs: `1 / (1 + exp(−a))`.
 *
 * @example
 * formulaText(multiply(input(0, 'float64'), add(input(1, 'float64'), 1))) // 'a · (b + 1)'
 */
export function formulaText(body: Expression, names: readonly string[] = ['a', 'b', 'c', 'd', 'e', 'f']): string {
  return write(body, names).text
}

/** A text and how tightly its outermost operation binds: 1 sums, 2 products, 3 signs, 4 all that needs no parentheses. */
interface Written {
  readonly text: string
  readonly binds: number
}

const symbols: Readonly<Record<string, readonly [symbol: string, binds: number]>> = {
  add: ['+', 1], subtract: ['−', 1], multiply: ['·', 2], divide: ['/', 2],
  less: ['<', 0], lessEqual: ['≤', 0], equal: ['=', 0], and: ['and', 0], or: ['or', 0], xor: ['xor', 0],
}

function write(node: Expression, names: readonly string[]): Written {
  const inside = (operand: Expression): string => write(operand, names).text
  const tight = (operand: Expression, binds: number): string => {
    const written = write(operand, names)
    return written.binds < binds ? `(${written.text})` : written.text
  }
  switch (node.kind) {
    case 'input':
      return { text: names[node.index] ?? `input${node.index}`, binds: 4 }
    case 'constant':
      return { text: String(node.value).replace('-', '−'), binds: node.value < 0 ? 3 : 4 }
    case 'index':
      return { text: `i${node.axis}`, binds: 4 }
    case 'cast':
      return write(node.a, names)
    case 'select':
      return { text: `where(${inside(node.condition)}, ${inside(node.a)}, ${inside(node.b)})`, binds: 4 }
    case 'unary':
      if (node.operation === 'negate') return { text: `−${tight(node.a, 3)}`, binds: 3 }
      if (node.operation === 'abs') return { text: `|${inside(node.a)}|`, binds: 4 }
      return { text: `${node.operation}(${inside(node.a)})`, binds: 4 }
    case 'binary': {
      const symbol = symbols[node.operation]
      if (symbol === undefined) return { text: `${node.operation}(${inside(node.a)}, ${inside(node.b)})`, binds: 4 }
      const [sign, binds] = symbol
      return { text: `${tight(node.a, binds)} ${sign} ${tight(node.b, binds + 1)}`, binds }
    }
    case 'formula': {
      const operands = node.inputs.map((operand) => write(operand, names))
      if (node.text === undefined) return { text: `${node.name}(${operands.map(({ text }) => text).join(', ')})`, binds: 4 }
      const text = node.text.replace(/\b[a-f]\b/g, (letter) => {
        const operand = operands['abcdef'.indexOf(letter)]
        return operand === undefined ? letter : operand.binds < 4 ? `(${operand.text})` : operand.text
      })
      return { text, binds: 0 }
    }
  }
}
