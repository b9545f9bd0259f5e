import type { Address } from '../../../log/ss58.ts'
import { clock } from '../outside/clock.ts'
import { dropDrafts, tabStorage } from '../outside/drafts.ts'
import { forget, keep, load } from '../outside/store.ts'
import { type Line, openLine, type Told } from '../outside/tabs.ts'
import { isUsable, type Session } from './session.ts'

/** Who takes part in this browser. */
export interface Participant {
  account: Address
  /** Technical name of the injected wallet; null when its owner signs outside the browser. */
  wallet: string | null
  session?: Session
}

/** Reactive: pages and the header follow it. One participant per log and browser, kept in IndexedDB. */
class Here {
  participant = $state.raw<Participant | null>(null)
  /** Has the browser's memory been read? Before, nobody knows whether somebody is signed in. */
  ready = $state(false)
  #origin = ''
  #tabs: Line | null = null
  #tellOpened = () => {}
  /** Resolves when `ready`. */
  readonly opened = new Promise<void>((resolve) => {
    this.#tellOpened = resolve
  })

  async open(origin: string): Promise<void> {
    this.#origin = origin
    this.#tabs ??= openLine((told) => this.#hear(told))
    try {
      await this.#look()
    } finally {
      // A browser without a memory knows nobody: whoever comes is asked.
      this.ready = true
      this.#tellOpened()
    }
  }

  async #look(): Promise<void> {
    this.participant = (await load<Participant>('participant', this.#origin)) ?? null
  }

  /** Whoever takes part or leaves in one tab does so in all. */
  #hear(told: Told): void {
    if (told.about !== 'participant' || told.origin !== this.#origin) return
    if (told.left) dropDrafts(tabStorage())
    void this.#look()
  }

  async set(participant: Participant): Promise<void> {
    await keep('participant', this.#origin, participant)
    this.participant = participant
    this.#tabs?.tell({ about: 'participant', origin: this.#origin, left: false })
  }

  /** Forgets who took part, and what they had begun to write. */
  async leave(): Promise<void> {
    await forget('participant', this.#origin)
    dropDrafts(tabStorage())
    this.participant = null
    this.#tabs?.tell({ about: 'participant', origin: this.#origin, left: true })
  }

  /** The session that can sign now by the clock of the site, or null. */
  session(now: number = clock.now()): Session | null {
    const session = this.participant?.session
    return isUsable(session, now) ? session : null
  }
}

export const here = new Here()
