/** The kinds of faults that the training doctor finds: see the table in the README of @gradus/trainer. */
export const findingCodes = [
  'deadRelu',
  'diverged',
  'frozenOutput',
  'learningRateTooLarge',
  'learningRateTooSmall',
  'lossMismatch',
  'noGradient',
  'nonFiniteData',
  'noUpdate',
  'plateauAtChance',
  'refused',
  'saturated',
  'targetOutOfRange',
  'unreachableTargets',
  'unscaledInputs',
  'unscaledTargets',
  'validationAtChance',
] as const

/** A kind of fault. */
export type FindingCode = (typeof findingCodes)[number]
