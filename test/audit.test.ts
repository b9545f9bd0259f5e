import { beforeAll, describe, expect, test } from 'vitest'
import { inlineFolder } from '../src/adapters/inline-folder.ts'
import { verifySignature } from '../src/log/suites.ts'
import { type AuditReport, type AuditSource, audit } from '../src/service/audit.ts'
import type { Blobs } from '../src/service/ports.ts'
import { type Sample, sampleLog } from './made-log.ts'

const fromBlobs = (blobs: Blobs): AuditSource => ({ name: 'blobs', get: blobs.get, list: blobs.list })
const auditOf = (source: AuditSource, vkey: string): Promise<AuditReport> =>
  audit(source, { verify: async (jobs) => jobs.map(verifySignature), folder: inlineFolder, vkey })

describe('a sound log', () => {
  let sample: Sample
  beforeAll(async () => {
    sample = await sampleLog()
  })

  test('is ok, and everything in it is counted', async () => {
    const report = await auditOf(fromBlobs(sample.log.blobs), sample.log.vkey)
    expect(report.problems).toEqual([])
    expect(report).toMatchObject({ ok: true, size: 54, records: 52, removed: 2, evidence: 3, results: 4 })
  })
})
