/** The list of what was seen, in one file of the store: written by the process that observes, read by all. */

import { text, utf8 } from '../../log/bytes.ts'
import { alarmsPath } from '../layout.ts'
import type { Blobs } from '../ports.ts'
import { type AlarmList, mostAlarms, type Seen } from './alarm.ts'

/** The list of a site. */
export interface Alarms {
  /** What the store has, or null before anything was looked through. */
  read(): Promise<AlarmList | null>
  /** Replaces it, in one step, and tells those who follow. */
  write(list: AlarmList): Promise<void>
  /** Calls back after each change that this process makes; returns the way to stop. */
  subscribe(listener: (list: AlarmList) => void): () => void
}

/** Opens the list. `report` is told of a file that is none: what was seen is begun anew, since the log has what counts. */
export function openAlarms(blobs: Blobs, report: (line: string) => void): Alarms {
  const listeners = new Set<(list: AlarmList) => void>()
  let last: { bytes: Uint8Array; list: AlarmList } | null = null
  return {
    read: async () => {
      const bytes = await blobs.get(alarmsPath)
      if (bytes === null) return null
      if (last !== null && sameBytes(last.bytes, bytes)) return last.list
      const list = listIn(bytes)
      if (list === null) report(`${alarmsPath} cannot be read: what was seen and is in no snapshot yet is begun anew`)
      else last = { bytes, list }
      return list
    },
    write: async (list) => {
      const bytes = utf8(JSON.stringify(list))
      await blobs.put(alarmsPath, bytes)
      last = { bytes, list }
      for (const listener of listeners) listener(list)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** A list with what was seen in addition, up to a block. What it has already is not added again. */
export function added(list: AlarmList, seen: readonly Seen[], upto: number, now: number): AlarmList {
  const known = new Set(list.alarms.map(({ id }) => id))
  const news = seen.filter(({ id }) => !known.has(id) && known.add(id))
  const alarms = news.map((each, i) => ({
    ...each,
    n: list.count + i + 1,
    seen: now,
    updated: now,
    snapshot: null,
    record: null,
  }))
  return {
    ...list,
    upto: Math.max(upto, list.upto),
    count: list.count + news.length,
    alarms: [...list.alarms, ...alarms].slice(-mostAlarms),
  }
}

/** Of two texts of some hundred kilobytes, most differ in their length already. */
function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

function listIn(bytes: Uint8Array): AlarmList | null {
  try {
    const list = JSON.parse(text(bytes)) as AlarmList
    return list.format === 'alarms-1' && Array.isArray(list.alarms) ? list : null
  } catch {
    return null
  }
}
