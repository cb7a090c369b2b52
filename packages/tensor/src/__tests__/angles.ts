/** Angles in radians within the guaranteed range: multiples of π/2, large ones, what has no angle. */
export const angles = [0, -0, 1, -1, Math.PI, -Math.PI / 2, 3 * Math.PI, -10, 100.5, 1000, 2 ** 20, -1e-10, Infinity, -Infinity, NaN]
