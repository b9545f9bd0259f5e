/** Sentences of the pages that several of them say. */
export const pages = {} as const
