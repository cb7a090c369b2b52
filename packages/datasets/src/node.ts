export * from './node/read-files.ts'
