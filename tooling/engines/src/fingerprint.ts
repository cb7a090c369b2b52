import type { Outcome } from './nets.ts'

/** The SHA-256 of all bits of a training's weights, optimizer state and losses. Any NaN counts as any other. */
export async function fingerprint({ snapshot, loss }: Outcome): Promise<string> {
  const parts: [name: string, values: ArrayLike<number>][] = [['loss', loss]]
  for (const [name, { data }] of Object.entries(snapshot.parameters)) parts.push([name, data])
  for (const [name, slots] of Object.entries(snapshot.optimizer.slots)) {
    for (const [slot, { data }] of Object.entries(slots)) parts.push([`${name}'s ${slot}`, data])
  }
  const bytes = parts.flatMap(([name, values]) => [new TextEncoder().encode(`${name} ${values.length}\n`), bitsOf(values)])
  const digest = await crypto.subtle.digest('SHA-256', await new Blob(bytes).arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Numbers as float64, which holds those of every dtype exactly, in little-endian order. */
function bitsOf(values: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(values.length * 8))
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (Number.isNaN(value)) view.setBigUint64(i * 8, 0x7ff8000000000000n, true)
    else view.setFloat64(i * 8, value, true)
  }
  return new Uint8Array(view.buffer)
}
