/** What the process answers; scripts depend on it. */
export const exitCodes = {
  solved: 0,
  unsolved: 1,
  badUsage: 2,
  diverged: 3,
  /** A mistake of ours, not of the user. */
  broken: 70,
  interrupted: 130,
} as const
