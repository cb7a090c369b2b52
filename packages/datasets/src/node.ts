export * from './node/mnist-files.ts'
export * from './node/read-files.ts'
