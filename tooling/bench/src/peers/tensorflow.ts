import '@tensorflow/tfjs-backend-cpu'
import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'
import * as layers from '@tensorflow/tfjs-layers'

/** TensorFlow.js in the parts of which `@tensorflow/tfjs` is made, without those for a graphics card and for files. */
export { layers, tf }

/** Makes a backend, `'wasm'` or `'cpu'`, the one in use, on one thread. */
export async function useBackend(name: string): Promise<void> {
  setThreadsCount(1)
  if (!(await tf.setBackend(name))) throw new Error(`TensorFlow.js has no backend ${name} here`)
  await tf.ready()
}
