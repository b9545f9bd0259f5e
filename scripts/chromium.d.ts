/** The path of a Chromium or Chrome; throws, saying how to get one, when there is none. */
export function findChromium(options?: { install?: boolean }): string
export const chromiumFlags: string[]
