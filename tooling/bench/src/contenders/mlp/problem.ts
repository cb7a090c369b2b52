/** An epoch of the data has this many steps. */
export const batches = 20
export const batchSize = 64
