/** What the observer has seen, over HTTP: a list with a cursor, and two feeds. */

import type * as z from 'zod'
import { isAddress } from '../log/ss58.ts'
import { Refusal } from '../records/refusals.ts'
import { type Alarm, type AlarmFilter, type AlarmList, fits } from '../service/alarms/alarm.ts'
import { saidAlarm } from '../service/alarms/said.ts'
import { alarmInWords, alarmStateInWords } from '../words/alarm.ts'
import { english } from '../words/en.ts'
import type { AlarmsAnswer } from './contract.ts'
import { alarmPage, feedQuery, routes } from './contract.ts'
import { caching, changing, fresh, refused } from './server-answers.ts'
import { atomFeed, type Feed, type FeedEntry, jsonFeed } from './server-feeds.ts'
import { badParameter, type Handler, type Handlers, type Scene } from './server-scene.ts'

/** How many entries a feed has. */
const feedLength = 50

export const alarmHandlers = {
  alarms: async (c, scene) => {
    const asked = alarmPage.safeParse(c.req.query())
    if (!asked.success) return refused(badParameter(asked.error))
    const { before = Number.MAX_SAFE_INTEGER, after = 0, limit, ...filters } = asked.data
    const filter = filterOf(filters)
    if (filter instanceof Refusal) return refused(filter)
    const list = await listOf(scene)
    const chosen = newestFirst(list, filter).filter(({ n }) => n < before && n > after)
    const shown = chosen.slice(0, limit)
    const answer: AlarmsAnswer = {
      observer: scene.site.about().operator,
      chain: list?.chain ?? null,
      upto: list?.upto ?? null,
      count: list?.count ?? 0,
      changes: list?.changes ?? 0,
      alarms: shown.map((each) => saidAlarm(each, scene.url)),
      next: chosen.length > shown.length ? (shown.at(-1)?.n ?? null) : null,
    }
    return fresh(answer)
  },
  atom: feed(atomFeed, routes.atom.answer.type),
  jsonFeed: feed(jsonFeed, routes.jsonFeed.answer.type),
} satisfies Handlers

function feed(write: (feed: Feed) => string, type: string): Handler {
  return async (c, scene) => {
    const asked = feedQuery.safeParse(c.req.query())
    if (!asked.success) return refused(badParameter(asked.error))
    const filter = filterOf(asked.data)
    if (filter instanceof Refusal) return refused(filter)
    const { url, site } = scene
    const { search, pathname } = new URL(c.req.url)
    const entries = newestFirst(await listOf(scene), filter).slice(0, feedLength)
    return changing(
      write({
        title: english.say('alarm.feed.title', { name: new URL(url).host }),
        subtitle: english.say('alarm.feed.subtitle'),
        id: `tag:${site.origin.replace(/[:/].*/, '')},2026:${site.origin}:alarms${search}`,
        home: `${url}/movements`,
        self: `${url}${pathname}${search}`,
        entries: entries.map((each) => entryOf(each, url)),
      }),
      type,
      caching.ask,
    )
  }
}

const listOf = async ({ alarms }: Scene): Promise<AlarmList | null> => (await alarms?.read()) ?? null

const newestFirst = (list: AlarmList | null, filter: AlarmFilter): Alarm[] =>
  (list?.alarms ?? []).filter((each) => fits(each, filter)).reverse()

/** The filters of an address; a refusal for what is no address or no subnet. */
function filterOf(given: z.infer<typeof feedQuery>) {
  const [accounts, subnets] = [given.account?.split(','), given.subnet?.split(',')]
  if (accounts?.some((each) => !isAddress(each)))
    return new Refusal('bad-parameter', { reason: 'form', name: 'account' })
  if (subnets?.some((each) => !/^\d{1,5}$/.test(each)))
    return new Refusal('bad-parameter', { reason: 'form', name: 'subnet' })
  return { accounts, subnets: subnets?.map(Number), severity: given.severity } satisfies AlarmFilter
}

function entryOf(alarm: Alarm, url: string): FeedEntry {
  const answer = saidAlarm(alarm, url)
  return {
    id: `urn:sha256:${alarm.id}`,
    url: answer.url,
    title: answer.words,
    text: `${alarmInWords(english, alarm, (address) => address)}. ${alarmStateInWords(english, alarm)}`,
    published: alarm.seen,
    updated: alarm.updated,
    tags: [alarm.what, alarm.severity],
    alarm: answer,
  }
}
