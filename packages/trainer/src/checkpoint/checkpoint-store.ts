/** A place that keeps one checkpoint: a file, a record of a data base. `fileStore` of `@gradus/formats/node` is one. */
export interface CheckpointStore {
  /** The checkpoint that was written last; undefined when there is none. */
  read(): Promise<Uint8Array | undefined>
  /** Keeps a checkpoint instead of the one before: all of it or, with an error or when the process ends, none of it. */
  write(bytes: Uint8Array): Promise<void>
  /** Throws where nothing could be written, before there is something. */
  check?(): Promise<void>
}
