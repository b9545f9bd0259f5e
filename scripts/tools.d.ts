export function isProgram(file: string): boolean
export function findProgram(names: string[], directories?: string[]): string | null
export function mayInstall(): boolean
export function aptInstall(name: string): void
