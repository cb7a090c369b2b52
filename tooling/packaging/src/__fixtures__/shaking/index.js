export * as family from './family.js'
export * from './unused.js'
export * from './used.js'
