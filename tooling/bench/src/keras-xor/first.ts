import { train } from './train.ts'

// The first call in a process.
console.log(await train())
