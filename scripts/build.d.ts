export function bundle(input: Record<string, string>, options?: { whole?: boolean }): Promise<void>
export function buildNode(options?: { ifNeeded?: boolean }): Promise<void>
export function buildWeb(options?: { ifNeeded?: boolean }): Promise<void>
