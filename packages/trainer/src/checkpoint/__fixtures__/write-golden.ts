// Writes golden/<version>.safetensors, a checkpoint of the present version in the middle of an epoch, and golden/<version>.json, what training comes to that
// goes on from it. A file of a released version is never written again; from the repository's root:
//   node --conditions=@gradus/source --import tsx packages/trainer/src/checkpoint/__fixtures__/write-golden.ts
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import type { TrainerSnapshot } from '../../index.ts'
import { writeCheckpoint } from '../../index.ts'
import { goneOn } from './gone-on.ts'
import { callbacks, data, fitOptions, makeTrainer, optimizers } from './trainings.ts'

const trainer = makeTrainer(optimizers.adam!())
let half: TrainerSnapshot | undefined
let batch = 0
const keep = {
  afterOthers: true,
  onBatchEnd: () => {
    batch++
    if (batch === 13) half = trainer.snapshot()
  },
}
await trainer.fit(data, { ...fitOptions, epochs: 3, callbacks: [keep, ...callbacks()] })

const folder = new URL('golden/', import.meta.url)
const file = new URL(`${half!.version}.safetensors`, folder)
if (existsSync(file)) throw new Error(`${file} is there: files of a version that was released stay as they are`)
mkdirSync(folder, { recursive: true })
writeFileSync(file, writeCheckpoint(half!))
writeFileSync(new URL(`${half!.version}.json`, folder), `${JSON.stringify(await goneOn(half!), undefined, 2)}\n`)
