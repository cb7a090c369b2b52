/** The most bytes that a header may take, as every reader of the format has it. */
export const maxHeaderBytes = 100_000_000

/** The bytes before the header: its length. */
export const lengthBytes = 8

/** The entry of the header that is no tensor. */
export const metadataName = '__metadata__'
