// The manifest says that this does nothing.
globalThis.impure = true
Array.prototype.last = () => undefined
setTimeout(() => undefined, 10)
console.log('Hello')
export const value = 1
