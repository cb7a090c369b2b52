import { datasets, layers, losses, optimizers, relu, Trainer } from 'gradus'

// The program of memory.test.ts, run with --expose-gc: what is in use after some trainings and after many more.
const { gc } = globalThis as unknown as { gc: () => void }
const memories: WebAssembly.Memory[] = []
WebAssembly.Memory = class extends WebAssembly.Memory {
  constructor(descriptor: ConstructorParameters<typeof WebAssembly.Memory>[0]) {
    super(descriptor)
    memories.push(this)
  }
}

function trainer(width: number): Trainer {
  const { dense, input, sequential } = layers
  const model = sequential([input([2]), dense(width, { activation: relu }), dense(1)])
  return new Trainer({ model, loss: losses.meanSquaredError(), optimizer: optimizers.adam() }) as never
}

/** Bytes on the heap and in the memories of WebAssembly when everything that can be is freed. */
async function inUse(): Promise<{ heap: number; wasm: number }> {
  // Finalizers run between tasks, and free what a further collection finds.
  for (let i = 0; i < 3; i++) {
    gc()
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  return { heap: process.memoryUsage().heapUsed, wasm: memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) }
}

async function makeAndDrop(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    // About 50 kB each with Adam's memory.
    await trainer(1000).fit(datasets.xor() as never, { epochs: 2, shuffle: false })
    if (i % 50 === 49) await inUse()
  }
}

async function steps(one: Trainer, epochs: number): Promise<void> {
  await one.fit(datasets.xor() as never, { epochs, batchSize: 2 })
}

const report: Record<string, unknown> = {}
if (process.argv[2] === 'trainers') {
  await makeAndDrop(100)
  report.before = await inUse()
  await makeAndDrop(Number(process.argv[3]))
} else {
  const one = trainer(10)
  await steps(one, 2000)
  report.before = await inUse()
  await steps(one, Number(process.argv[3]))
  // The history of the last training is kept: a short one.
  await steps(one, 1)
}
report.after = await inUse()
report.memories = memories.length
console.log(JSON.stringify(report))
