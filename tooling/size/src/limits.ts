/**
 * The most bytes, compressed, that an entry may take. XOR with its compiling backend is to come down to 35,000; each cut lowers its number
 * here, and none goes up without a reason in the commit.
 */
export const limits = {
  xor: 85_200,
  tensors: 48_300,
  umbrella: 140_000,
} as const

/** A file of `entries/`. */
export type EntryName = keyof typeof limits

export const entryNames = Object.keys(limits) as EntryName[]
