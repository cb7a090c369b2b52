/** Does nothing when it is loaded. */
export const square = (x) => x * x
