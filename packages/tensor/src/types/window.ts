import type { Shape } from '@gradus/kernel'
import type { KnownRank } from './axes.ts'
import type { Fits } from './check.ts'
import type { Add, FloorDivide, Multiply, Subtract } from './decimal.ts'
import type { ShapeText } from './text.ts'

/** What the options of a call say, or the default where they say nothing. */
export type OptionOf<Options, Name extends string, Default> = [Options] extends [never]
  ? Default
  : Options extends { readonly [Key in Name]?: infer Value }
    ? unknown extends Value
      ? Default
      : [Value] extends [never]
        ? Default
        : Value extends undefined
          ? Default
          : Value
    : Default

/** The layout that options name; `unknown` when it is known at run time. */
export type LayoutOf<Options> = [OptionOf<Options, 'layout', 'channelsLast'>] extends ['channelsLast']
  ? 'channelsLast'
  : [OptionOf<Options, 'layout', 'channelsLast'>] extends ['channelsFirst']
    ? 'channelsFirst'
    : unknown

/** A batch of images as [batch, height, width, channels], whatever its layout; `never` for another rank. */
export type ImageOf<S extends Shape, Layout> =
  KnownRank<S> extends false
    ? readonly [number, number, number, number]
    : S extends readonly [infer N extends number, infer A extends number, infer B extends number, infer C extends number]
      ? Layout extends 'channelsLast'
        ? readonly [N, A, B, C]
        : Layout extends 'channelsFirst'
          ? readonly [N, B, C, A]
          : readonly [N, number, number, number]
      : never

/** The shape of a batch of images in a layout. */
export type Arranged<Layout, N extends number, H extends number, W extends number, C extends number> = Layout extends 'channelsLast'
  ? Fits<readonly [N, H, W, C]>
  : Layout extends 'channelsFirst'
    ? Fits<readonly [N, C, H, W]>
    : Fits<readonly [N, number, number, number]>

/** The sentence for what is no batch of images. */
export type NoImage<
  What extends string,
  S extends Shape,
  Layout,
> = `${What} must have the axes [${Layout extends 'channelsFirst' ? 'batch, channels, height, width' : 'batch, height, width, channels'}], got shape ${ShapeText<S>}`

/** How many places windows have along height and width, as `places`; a sentence when not one fits. */
export type PlacesOf<
  Operation extends string,
  What extends string,
  Image extends readonly [number, number],
  Size extends readonly [number, number],
  Options,
  DefaultStride = 1,
> = Known<
  Operation,
  What,
  Image,
  readonly [Span<Size[0], First<OptionOf<Options, 'dilation', 1>>>, Span<Size[1], Second<OptionOf<Options, 'dilation', 1>>>],
  readonly [First<OptionOf<Options, 'stride', DefaultStride>>, Second<OptionOf<Options, 'stride', DefaultStride>>],
  OptionOf<Options, 'padding', 'valid'>
>

/** The size of a pair along the height: itself where it is one number. */
export type First<P> = P extends number ? P : P extends readonly [infer Height extends number, number] ? Height : number

/** The size of a pair along the width. */
export type Second<P> = P extends number ? P : P extends readonly [number, infer Width extends number] ? Width : number

type Known<
  Operation extends string,
  What extends string,
  Image extends readonly [number, number],
  Spans extends readonly [number, number],
  Strides extends readonly [number, number],
  Padding,
> = Padding extends 'same'
  ? { places: readonly [CeilDivide<Image[0], Strides[0]>, CeilDivide<Image[1], Strides[1]>] }
  : readonly [Padded<Image[0], First<Width<Padding>>>, Padded<Image[1], Second<Width<Padding>>>] extends infer Size extends readonly [
        number,
        number,
      ]
    ? readonly [Places<Size[0], Spans[0], Strides[0]>, Places<Size[1], Spans[1], Strides[1]>] extends infer Count extends readonly [
        number,
        number,
      ]
      ? [Count[0]] extends [never]
        ? TooLarge<Operation, What, Spans, Size>
        : [Count[1]] extends [never]
          ? TooLarge<Operation, What, Spans, Size>
          : { places: Count }
      : never
    : never

type TooLarge<
  Operation extends string,
  What extends string,
  Spans extends Shape,
  Image extends Shape,
> = `${Operation}: the ${What} spans ${ShapeText<Spans>}, more than the padded image ${ShapeText<Image>}`

type Width<Padding> = Padding extends 'valid' ? 0 : Padding

type Padded<Size extends number, Width extends number> = Width extends 0 ? Size : Add<Size, Multiply<2, Width>>

type Span<Size extends number, Dilation extends number> = Dilation extends 1 ? Size : Add<Multiply<Subtract<Size, 1>, Dilation>, 1>

/** ⌊(size − span) / stride⌋ + 1; `never` when the span is larger. */
type Places<Size extends number, Span extends number, Stride extends number> =
  Subtract<Size, Span> extends infer Rest extends number ? ([Rest] extends [never] ? never : Add<FloorDivide<Rest, Stride>, 1>) : never

type CeilDivide<A extends number, B extends number> = B extends 1 ? A : FloorDivide<Subtract<Add<A, B>, 1>, B>
