/** Kinds of record: what one does, in a line, beyond what the kind says of itself. */
export const kinds = {} as const
