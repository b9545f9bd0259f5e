import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sensus } from '../../test/cli-surroundings.ts'
import type { ReferenceLine } from './line.ts'

interface Brought {
  kind: string
  raw?: number
  wrapped?: number
  total?: string
}

/** `sensus begin` on the real lists: how many signatures hold, and whether the stakes of block 0 add up as published. */
export async function referenceBegin(dir: string): Promise<ReferenceLine[]> {
  const name = 'begin'
  const from = join(dir, 'bittensor')
  const summary = join(from, 'genesis', 'summary.json')
  if (!existsSync(summary)) return [{ name, ok: false, line: `${summary} is missing` }]
  const published = (JSON.parse(readFileSync(summary, 'utf8')) as { total_tao: number }).total_tao
  const data = mkdtempSync(join(tmpdir(), 'sensus-reference-'))
  const files = ['bittensor-delegates.json', 'subtensor-delegate-info.json', 'genesis']
  const sources = files.flatMap((file) => ['--source', `${file}=reference data`])
  const words = ['begin', '--from', from, '--data', data, ...sources]
  const env = { SENSUS_CHAIN: 'none' }
  try {
    const first = await sensus(words, { env })
    const again = await sensus(words, { env })
    const { brought, leftOut } = JSON.parse(first.out) as { brought: Brought[]; leftOut: unknown[] }
    const sum = (of: 'raw' | 'wrapped'): number => brought.reduce((all, each) => all + (each[of] ?? 0), 0)
    const total = Number(brought.find(({ kind }) => kind === 'genesis')?.total ?? 0) / 1e9
    const twice = (JSON.parse(again.out) as { brought: unknown[] }).brought.length
    const ok = sum('raw') === 132 && leftOut.length === 2 && total.toFixed(3) === published.toFixed(3) && twice === 0
    const line = `${brought.length} records; ${sum('raw')} signatures hold raw and ${sum('wrapped')} wrapped, ${leftOut.length} do not; block 0 has ${total.toFixed(3)} TAO (published ${published.toFixed(3)}); a second run adds ${twice}`
    return [{ name, ok, line }]
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}
