export { anyNumber, smallInteger } from './numbers.ts'
export { runs } from './runs.ts'
export { shapes } from './shapes.ts'
