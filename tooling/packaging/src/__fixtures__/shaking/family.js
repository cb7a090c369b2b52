export * from './member.js'
export * from './unused.js'
