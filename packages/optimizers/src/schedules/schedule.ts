/** The learning rate of each step, counted from 0: computed on the host in float64. */
export type Schedule = (step: number) => number
