import { createWasmBackend, setBackend } from 'gradus'
import { trainXor } from './xor.js'

/** Trains as anyone would, and once more on a backend that tells what it compiles. */
export async function train() {
  const trained = await trainXor()
  let compiled = 0
  const onCompile = () => {
    compiled++
  }
  setBackend(createWasmBackend({ onCompile }))
  return { trained, again: await trainXor(), compiled }
}
