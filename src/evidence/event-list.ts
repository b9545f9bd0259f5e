/** Events in JSON: a list of drafts, each with its sources. */

import * as z from 'zod'
import type { EventDraft } from '../records/starter/events.ts'

const draft = z.object({
  title: z.string().max(120),
  date: z.string().max(10),
  happened: z.string().max(3000),
  disputed: z.string().max(3000).optional(),
  sources: z.array(z.object({ side: z.string().max(80), url: z.string().max(520) })).max(20),
  questions: z.array(z.string().max(160)).max(8).optional(),
})

const list = z.array(draft).min(1).max(100)

/** The events of a list; null for JSON that is none. */
export const eventsIn = (json: unknown): EventDraft[] | null => list.safeParse(json).data ?? null
