import type { Shape } from '@gradus/kernel'

/** A shape as messages show it: `[2,3]`; a size that is not a literal is `number`, axes of unknown number are `...`. */
export type ShapeText<S extends Shape> = `[${Sizes<S>}]`

/** A size as messages show it. */
export type SizeText<Size extends number> = number extends Size ? 'number' : `${Size}`

type Sizes<S extends Shape, Before extends string = '', After extends string = ''> = S extends readonly []
  ? Before extends ''
    ? WithoutComma<After>
    : WithoutComma<`${Before}${After}`>
  : S extends readonly [infer First extends number, ...infer Rest extends Shape]
    ? Sizes<Rest, `${Before},${SizeText<First>}`, After>
    : S extends readonly [...infer Rest extends Shape, infer Last extends number]
      ? Sizes<Rest, Before, `,${SizeText<Last>}${After}`>
      : WithoutComma<`${Before},...${After}`>

type WithoutComma<Text extends string> = Text extends `,${infer Rest}` ? Rest : Text
