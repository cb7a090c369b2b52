import type { Pool2dOptions } from '../window/pooling.ts'
import type { Plain } from './plain.ts'
import { built, elementAt } from './rows.ts'

export const both = (pair: number | readonly [number, number]): readonly [number, number] =>
  typeof pair === 'number' ? [pair, pair] : pair

/** Runs what takes images with their channels last on images with their channels first. */
export function channelsFirst(x: Plain, run: (x: Plain) => Plain): Plain {
  const last = <Item>([n, c, h, w]: readonly Item[]): Item[] => [n!, h!, w!, c!]
  const first = <Item>([n, h, w, c]: readonly Item[]): Item[] => [n!, c!, h!, w!]
  const result = run(built(last(x.shape), (index) => elementAt(x, first(index))))
  return built(first(result.shape), (index) => elementAt(result, last(index)))
}

/** How far windows that span so much reach before an axis, and how many places they have along it. */
export function placesAlong(
  input: number,
  span: number,
  stride: number,
  padding: 'valid' | 'same' | number,
): { readonly before: number; readonly count: number } {
  if (padding === 'same') {
    const count = Math.ceil(input / stride)
    return { before: Math.floor(Math.max((count - 1) * stride + span - input, 0) / 2), count }
  }
  const before = padding === 'valid' ? 0 : padding
  return { before, count: Math.floor((input + 2 * before - span) / stride) + 1 }
}

/** What a pooling gives: for each window a number made of its elements, of which there are `padded` fewer than it has positions. */
export function poolWindows(
  x: Plain,
  size: number | readonly [number, number],
  options: Pool2dOptions = {},
  fold: (elements: readonly number[], positions: number) => number,
): Plain {
  const { stride = size, padding = 'valid', layout } = options
  if (layout === 'channelsFirst') return channelsFirst(x, (swapped) => poolWindows(swapped, size, { stride, padding }, fold))
  const [sizes, strides] = [both(size), both(stride)]
  const [batch, height, width, channels] = x.shape as [number, number, number, number]
  const widths = typeof padding === 'string' ? ([padding, padding] as const) : both(padding)
  const rows = placesAlong(height, sizes[0], strides[0], widths[0])
  const columns = placesAlong(width, sizes[1], strides[1], widths[1])
  return built([batch, rows.count, columns.count, channels], ([n, row, column, channel]) => {
    const elements: number[] = []
    for (let i = 0; i < sizes[0]; i++) {
      for (let j = 0; j < sizes[1]; j++) {
        const y = row! * strides[0] + i - rows.before
        const z = column! * strides[1] + j - columns.before
        if (y >= 0 && y < height && z >= 0 && z < width) elements.push(elementAt(x, [n!, y, z, channel!]))
      }
    }
    return fold(elements, sizes[0] * sizes[1])
  })
}
