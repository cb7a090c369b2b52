/** The data that an epoch goes through has this many steps, where a library is not too slow for them. */
export const batches = 10
export const batchSize = 32
