// jax-js asks of each array whether it is of a kind that Node has only from 24 on.
Object.assign(globalThis, { Float16Array: Reflect.get(globalThis, 'Float16Array') ?? class Float16Array {} })

export * from '@jax-js/jax'

import { defaultDevice, init } from '@jax-js/jax'

/** Makes WebAssembly the device in use; one thread is all that it has in Node. */
export async function useWasm(): Promise<void> {
  const devices = await init('wasm')
  if (!devices.includes('wasm')) throw new Error(`jax-js has no wasm here, only ${devices}`)
  defaultDevice('wasm')
}
