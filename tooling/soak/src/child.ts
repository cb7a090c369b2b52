import { type InUse, inUse, watchMemories } from './in-use.ts'
import type { Train } from './trainings.ts'

// A process of its own for one training: node --expose-gc child.ts module name steps. It ends by itself, or it has left something open.
watchMemories()
const [module, name, steps] = process.argv.slice(2)
const { trainings } = (await import(module!)) as { trainings: Record<string, () => Train> }
const train = trainings[name!]!()
const round = Number(steps) / 10

const samples: InUse[] = []
for (let i = 0; i < 12; i++) {
  await train(round)
  // The first two rounds warm up: code is compiled, pools take their size.
  if (i > 0) samples.push(await inUse())
}
console.log(JSON.stringify(samples))
