import type { FloatArray, FloatDType, Side } from './side.ts'
import { columnBlock, columnPanels, createTiles, depthBlock, greatestSum, rowPanel, type Tile, tileColumns, tileRows } from './tiles.ts'

const { panels, pack, float32, float64, tameFloat32 } = /* @__PURE__ */ createTiles()

/**
 * target[i, j] = Σ left[i, k] · right[j, k] over k: each sum in index order from +0, products and sums rounded to the dtype.
 *
 * Columns are packed once for a block of products; rows come by in panels of two; between blocks the sums rest in the output, which
 * holds them exactly.
 */
export function multiply(dtype: FloatDType, left: Side, right: Side, target: Side): void {
  const rows = left.lines.length
  const columns = right.lines.length
  const length = right.steps.length
  for (let firstColumn = 0; firstColumn < columns; firstColumn += columnBlock) {
    const width = Math.min(columnBlock, columns - firstColumn)
    for (let first = 0; first === 0 || first < length; first += depthBlock) {
      const depth = Math.min(depthBlock, length - first)
      const tameColumns = packColumns(right, firstColumn, width, first, depth)
      for (let row = 0; row < rows; row += tileRows) {
        const height = Math.min(tileRows, rows - row)
        const tame = pack(rowPanel, tileRows, left, row, height, first, depth) && tameColumns
        const tile = dtype === 'float64' ? float64 : tame ? tameFloat32 : float32
        multiplyPanel(tile, target, row, height, firstColumn, width, first > 0, depth)
      }
    }
  }
}

/** Packs columns in panels as wide as a tile; gives whether all are tame. */
function packColumns(right: Side, from: number, width: number, first: number, depth: number): boolean {
  let tame = true
  let at = columnPanels
  for (let column = 0; column < width; column += tileColumns) {
    if (!pack(at, tileColumns, right, from + column, Math.min(tileColumns, width - column), first, depth)) tame = false
    at += tileColumns * depth
  }
  return tame
}

/** Multiplies the packed panel of rows, of which there are `height`, with each panel of columns. */
function multiplyPanel(tile: Tile, target: Side, row: number, height: number, from: number, width: number, resume: boolean, depth: number) {
  const { array, base, lines, steps } = target
  const top = base + lines[row]!
  const bottom = base + lines[row + height - 1]!
  const last = from + width - 1
  let at = columnPanels
  for (let column = from; column <= last; column += tileColumns) {
    // Beyond the edge places repeat. The padding is stored before what belongs there.
    const a = steps[column]!
    const b = steps[Math.min(column + 1, last)]!
    const c = steps[Math.min(column + 2, last)]!
    const resumed = resume ? load(array, top + a, top + b, top + c, bottom + a, bottom + b, bottom + c) : clear()
    if (resumed || tile !== tameFloat32) tile(at, depth)
    else float32(at, depth)
    array[bottom + c] = panels[5]!
    array[bottom + b] = panels[4]!
    array[bottom + a] = panels[3]!
    array[top + c] = panels[2]!
    array[top + b] = panels[1]!
    array[top + a] = panels[0]!
    at += tileColumns * depth
  }
}

/** Takes up the tile's sums where the last block of products left them; gives whether all are tame. */
function load(array: FloatArray, s00: number, s01: number, s02: number, s10: number, s11: number, s12: number): boolean {
  panels[0] = array[s00]!
  panels[1] = array[s01]!
  panels[2] = array[s02]!
  panels[3] = array[s10]!
  panels[4] = array[s11]!
  panels[5] = array[s12]!
  let tame = true
  for (let i = 0; i < tileRows * tileColumns; i++) if (!(Math.abs(panels[i]!) <= greatestSum)) tame = false
  return tame
}

function clear(): boolean {
  panels[0] = 0
  panels[1] = 0
  panels[2] = 0
  panels[3] = 0
  panels[4] = 0
  panels[5] = 0
  return true
}
