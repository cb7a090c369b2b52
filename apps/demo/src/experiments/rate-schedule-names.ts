/** How the learning rate changes: read without loading the library. `plateau` lowers it when the loss has stopped falling. */
export const scheduleNames = ['one-cycle', 'cosine', 'constant', 'plateau'] as const

export type ScheduleName = (typeof scheduleNames)[number]
