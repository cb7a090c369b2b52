export type { FilePlace } from './node/file-place.ts'
export { type FileStore, type FileStoreOptions, fileStore } from './node/file-store.ts'
export type { FileStatus, FileSystem, OpenFile } from './node/file-system.ts'
