import { existsSync } from 'node:fs'
import { referenceBegin } from './begin.ts'
import { referenceBridging } from './bridging.ts'
import { referenceCalls } from './calls.ts'
import { referenceCrowds } from './crowds.ts'
import { referenceDelegates } from './delegates.ts'
import { referenceFinney } from './finney-2026.ts'
import { referenceGenesis } from './genesis.ts'
import type { ReferenceLine } from './line.ts'
import { referenceMetadata } from './metadata.ts'
import { referenceNear } from './near.ts'
import { referenceNotes } from './notes.ts'
import { referencePolis } from './polis.ts'
import { referencePower } from './power.ts'
import { referenceRuntimeChange } from './runtime-change.ts'
import { referenceSimulatedChain } from './simulated-chain.ts'
import { referenceStanding } from './standing.ts'
import { referenceStrips } from './strips.ts'
import { referenceTlog } from './tlog.ts'

/** Comparisons with real data and published results: `npm run reference -- DIR`. Exit 1 when any of them fails. */
async function main(dir: string | undefined): Promise<number> {
  if (!dir || !existsSync(dir)) {
    console.error(`reference: no folder ${dir ?? ''}; name the folder of reference data: npm run reference -- DIR`)
    return 2
  }
  const lines: ReferenceLine[] = []
  for (const compare of [
    referenceTlog,
    referenceDelegates,
    referenceGenesis,
    referenceBegin,
    referencePower,
    referenceFinney,
    referenceMetadata,
    referenceRuntimeChange,
    referenceCalls,
    referenceSimulatedChain,
    referencePolis,
    referenceStrips,
    referenceCrowds,
    referenceBridging,
    referenceStanding,
    referenceNotes,
    referenceNear,
  ]) {
    for (const line of await compare(dir)) {
      lines.push(line)
      console.log(`${line.ok ? 'ok  ' : 'FAIL'} ${line.name}: ${line.line}`)
    }
  }
  const failed = lines.filter((line) => !line.ok)
  console.log(`reference: ${lines.length - failed.length} of ${lines.length} comparisons hold`)
  return failed.length === 0 ? 0 : 1
}

process.exit(await main(process.argv[2]))
