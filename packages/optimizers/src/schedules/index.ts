export { constant } from './constant.ts'
export type { Schedule } from './schedule.ts'
export { type StepDecayOptions, stepDecay } from './step-decay.ts'
