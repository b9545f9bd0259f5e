import { eventsIn } from '../../evidence/event-list.ts'
import { eventBody, mostEventQuestions } from '../../records/people/event.ts'
import { isRefusal } from '../../records/refusals.ts'
import { type EventDraft, starterEvents } from '../../records/starter/events.ts'
import { english } from '../../words/en.ts'
import { sentenceOf } from '../../words/refusal.ts'
import type { Found } from './found.ts'
import type { LeftOut, Step } from './step.ts'
import type { InLog } from './there.ts'

/** Drafts of events: those that Sensus comes with, and those of the files. */
export function eventDrafts(
  found: readonly Found[],
  log: InLog,
  leftOut: LeftOut[],
): { drafts: Step[]; used: string[] } {
  const listed = found.flatMap((file) => {
    const events = eventsIn(file.json)
    return events ? [{ name: file.name, events }] : []
  })
  const all = [{ name: 'Sensus itself', events: starterEvents }, ...listed]
  return {
    drafts: all.flatMap(({ name, events }) => events.flatMap((each) => draftOf(name, each, log, leftOut))),
    used: listed.map(({ name }) => name),
  }
}

function draftOf(file: string, event: EventDraft, log: InLog, leftOut: LeftOut[]): Step[] {
  const { title, date } = event
  const body = eventBody(event)
  if (isRefusal(body)) {
    leftOut.push({ file, what: title, why: sentenceOf(english, body) })
    return []
  }
  const questions = (event.questions ?? [])
    .flatMap((asked) => log.questions.get(asked) ?? [])
    .slice(0, mostEventQuestions)
  return [
    {
      kind: 'event',
      fields: { title, date, ...(questions.length > 0 && { questions: questions.join(',') }) },
      body,
      files: [],
      sameBy: ['title', 'date'],
      told: { sources: event.sources.length },
    },
  ]
}
