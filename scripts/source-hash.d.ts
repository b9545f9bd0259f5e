export const buildInputs: string[]
export function sourceHash(): string
