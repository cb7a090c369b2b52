import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes the four files of MNIST with digits that are easy to read: digit d is a bright square at its own place, with some noise that depends
 * on the image alone. `swapped` images of the test files bear the label of the next digit.
 */
export function writeDigits(folder: string, { train, test, swapped = 0 }: { train: number; test: number; swapped?: number }): void {
  mkdirSync(folder, { recursive: true })
  const write = (name: string, label: string, count: number, wrong: number): void => {
    const images = new Uint8Array(16 + count * 784)
    const labels = new Uint8Array(8 + count)
    new DataView(images.buffer).setUint32(0, 0x803)
    for (const [at, value] of [count, 28, 28].entries()) new DataView(images.buffer).setUint32(4 + 4 * at, value)
    new DataView(labels.buffer).setUint32(0, 0x801)
    new DataView(labels.buffer).setUint32(4, count)
    for (let i = 0; i < count; i++) {
      const digit = i % 10
      labels[8 + i] = i < wrong ? (digit + 1) % 10 : digit
      for (let pixel = 0; pixel < 784; pixel++) {
        const [row, column] = [Math.floor(pixel / 28), pixel % 28]
        const isBright = Math.floor(row / 6) === Math.floor(digit / 4) && Math.floor(column / 6) === digit % 4
        images[16 + i * 784 + pixel] = isBright ? 255 : ((i * 7919 + pixel * 104_729) % 97) / 2
      }
    }
    writeFileSync(join(folder, name), images)
    writeFileSync(join(folder, label), labels)
  }
  write('train-images-idx3-ubyte', 'train-labels-idx1-ubyte', train, 0)
  write('t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte', test, swapped)
}
