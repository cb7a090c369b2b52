export { constant } from './constant.ts'
export { checkLearningRate, type Schedule } from './schedule.ts'
export { type StepDecayOptions, stepDecay } from './step-decay.ts'
