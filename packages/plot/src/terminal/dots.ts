/** A field of dots, of which some are set; column 0 is on the left, row 0 at the top. */
export class Dots {
  readonly columns: number
  readonly rows: number
  readonly #set: Uint8Array

  constructor(columns: number, rows: number) {
    this.columns = columns
    this.rows = rows
    this.#set = new Uint8Array(columns * rows)
  }

  has(column: number, row: number): boolean {
    return this.#set[row * this.columns + column] === 1
  }

  /** Sets the dots from one place to another, both included, so that neighbours touch. */
  line(fromColumn: number, fromRow: number, toColumn: number, toRow: number): void {
    const across = toColumn - fromColumn
    const down = toRow - fromRow
    const steps = Math.max(Math.abs(across), Math.abs(down), 1)
    for (let i = 0; i <= steps; i++) {
      const column = Math.floor(fromColumn + (across * i) / steps + 0.5)
      const row = Math.floor(fromRow + (down * i) / steps + 0.5)
      this.#set[row * this.columns + column] = 1
    }
  }
}
