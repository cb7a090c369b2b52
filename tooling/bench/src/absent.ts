/** A library that this machine does not have, or that cannot do the work; the message says which, and what to do. */
export class Absent extends Error {}
