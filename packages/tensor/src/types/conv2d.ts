import type { Shape } from '@gradus/kernel'
import type { KnownRank } from './axes.ts'
import type { Fits } from './check.ts'
import type { Divide, Multiply } from './decimal.ts'
import type { ShapeText, SizeText } from './text.ts'
import type { Arranged, ImageOf, LayoutOf, NoImage, OptionOf, PlacesOf } from './window.ts'

/**
 * The shape of a convolution of images with a kernel [height, width, channels / groups, filters].
 *
 * @example
 * type S = Conv2d<readonly [number, 28, 28, 1], readonly [3, 3, 1, 8], { padding: 'same' }> // Fits<readonly [number, 28, 28, 8]>
 */
export type Conv2d<X extends Shape, Kernel extends Shape, Options, Operation extends string = 'conv2d'> = [unknown] extends [X | Kernel]
  ? Fits<Shape>
  : [ImageOf<X, LayoutOf<Options>>] extends [never]
    ? NoImage<`${Operation}: x`, X, LayoutOf<Options>>
    : KnownRank<Kernel> extends false
      ? Arranged<LayoutOf<Options>, ImageOf<X, LayoutOf<Options>>[0], number, number, number>
      : Kernel extends readonly [
            infer KH extends number,
            infer KW extends number,
            infer Inputs extends number,
            infer Filters extends number,
          ]
        ? Agree<ImageOf<X, LayoutOf<Options>>[3], Multiply<Inputs, GroupsOf<Options>>> extends true
          ? Convolved<X, readonly [KH, KW], Filters, Options, Operation>
          : `${Operation}: x ${ShapeText<X>} has ${SizeText<ImageOf<X, LayoutOf<Options>>[3]>} channels, the kernel ${ShapeText<Kernel>} takes ${SizeText<Inputs>}${Hint<X, LayoutOf<Options>, Multiply<Inputs, GroupsOf<Options>>, GroupsOf<Options>>}`
        : `${Operation}: the kernel must have the axes [height, width, input channels / groups, output channels], got shape ${ShapeText<Kernel>}`

/** The same of a layer, whose kernel takes any channels that its groups divide. */
export type Convolved<
  X extends Shape,
  Size extends readonly [number, number],
  Filters extends number,
  Options,
  Operation extends string,
> = [ImageOf<X, LayoutOf<Options>>] extends [never]
  ? NoImage<`${Operation}: x`, X, LayoutOf<Options>>
  : ImageOf<X, LayoutOf<Options>> extends readonly [
        infer N extends number,
        infer H extends number,
        infer W extends number,
        infer C extends number,
      ]
    ? [Divide<C, GroupsOf<Options>>] extends [undefined]
      ? `${Operation}: ${C} input channels do not divide into ${GroupsOf<Options>} groups`
      : [Divide<Filters, GroupsOf<Options>>] extends [undefined]
        ? `${Operation}: ${Filters} output channels do not divide into ${GroupsOf<Options>} groups`
        : PlacesOf<Operation, 'kernel', readonly [H, W], Size, Options> extends infer Outcome
          ? Outcome extends { places: readonly [infer Rows extends number, infer Columns extends number] }
            ? Arranged<LayoutOf<Options>, N, Rows, Columns, Filters>
            : Extract<Outcome, string>
          : never
    : never

type GroupsOf<Options> = OptionOf<Options, 'groups', 1> extends infer Groups extends number ? Groups : number

type Agree<A extends number, B extends number> = [A] extends [B] ? true : [B] extends [A] ? true : false

type Hint<X extends Shape, Layout, Channels extends number, Groups extends number> = `${Groups extends 1
  ? ''
  : ` in each of ${Groups} groups`}${Layout extends 'channelsLast'
  ? X extends readonly [number, Channels, number, number]
    ? "; in layout 'channelsFirst' it would fit"
    : ''
  : X extends readonly [number, number, number, Channels]
    ? "; in layout 'channelsLast' it would fit"
    : ''}`
