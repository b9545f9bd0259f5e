import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'

const folder = new URL('./older/', import.meta.url).pathname

/** A data folder as an earlier state of Sensus left it (made by scripts/older-data.ts). */
export interface OlderData {
  commit: string
  because: string
  /** A character for each byte, by path. */
  files: Record<string, string>
}

export const olderData: OlderData[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json.br'))
  .map((name) => JSON.parse(brotliDecompressSync(readFileSync(join(folder, name))).toString('utf8')) as OlderData)

/** Writes the files of an older data folder below a folder. */
export function unpack({ files }: OlderData, into: string): void {
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(into, path)), { recursive: true })
    writeFileSync(join(into, path), bytes, 'latin1')
  }
}
