/** The clock of the site. It judges when a record was signed, so texts have its time and not that of this device. */

/** How long an answer is believed, in milliseconds. */
const GOOD_FOR = 10 * 60_000
/** More than this between two clocks of one device, in milliseconds: one of them was set, or stood still. */
const JUMP = 2_000

/** How long a site may take to say the time, in milliseconds: whoever signs waits for it. */
const PATIENCE = 3_000

/** What a clock needs: the time of this device in Unix milliseconds, milliseconds that nobody can set, and the site. */
export interface Surroundings {
  now(): number
  steady(): number
  fetch: typeof globalThis.fetch
}

/** A clock that follows another one as far as it has been read. */
export interface SiteClock {
  /** Unix milliseconds: of the site as last read, of this device before. */
  now(): number
  /** How far this device is ahead of the site, in milliseconds; 0 before the site was read. */
  ahead(): number
  /** Reads the site, if it was not read lately. A site that does not say the time leaves the clock as it is. */
  read(): Promise<void>
}

/** A clock of the site that these surroundings belong to. */
export function siteClock({ now, steady, fetch }: Surroundings): SiteClock {
  let ahead = 0
  let last: { at: number; steady: number } | null = null

  const isFresh = () => {
    if (last === null) return false
    const passed = steady() - last.steady
    return passed < GOOD_FOR && Math.abs(now() - last.at - passed) < JUMP
  }

  async function read(): Promise<void> {
    if (isFresh()) return
    const before = now()
    const said = await siteTime(fetch)
    if (said === null) return
    const at = now()
    ahead = Math.round((before + at) / 2 - said)
    last = { at, steady: steady() }
  }

  return { now: () => now() - ahead, ahead: () => ahead, read }
}

/** What the site says in the header of an answer (RFC 9110, 6.6.1): the middle of its second. null: nothing. */
async function siteTime(fetch: typeof globalThis.fetch): Promise<number | null> {
  try {
    const { headers } = await fetch('/log/checkpoint', {
      method: 'HEAD',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE),
    })
    const date = Date.parse(headers.get('date') ?? '')
    return Number.isNaN(date) ? null : date + 1000 * Number(headers.get('age') ?? 0) + 500
  } catch {
    // Without a network there is nothing to sign for either; whoever sends says so.
    return null
  }
}

/** The clock of the site that this page came from. */
export const clock = siteClock({
  now: () => Date.now(),
  steady: () => performance.now(),
  fetch: (...args) => fetch(...args),
})
