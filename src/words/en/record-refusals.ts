/** What the parser, the kinds and the file formats refuse. */
export const recordRefusals = {} as const
