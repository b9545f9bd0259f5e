import type { Address } from '../../../log/ss58.ts'
import type { Suite } from '../../../log/suites.ts'
import { dropDrafts, tabStorage } from '../outside/drafts.ts'
import { forget, keep, load } from '../outside/store.ts'
import { isUsable, type Session } from './session.ts'

/** Who takes part in this browser. */
export interface Participant {
  account: Address
  /** How the account's own key signs; `sr25519-raw` means outside the browser. */
  suite: Suite
  /** Technical name of the injected wallet; null when its owner signs outside the browser. */
  wallet: string | null
  session?: Session
}

/** Reactive: pages and the header follow it. One participant per log, kept in IndexedDB. */
class Here {
  participant = $state.raw<Participant | null>(null)
  /** Has the browser's memory been read? Before, nobody knows whether somebody is signed in. */
  ready = $state(false)
  #origin = ''
  #tellOpened = () => {}
  /** Resolves when `ready`. */
  readonly opened = new Promise<void>((resolve) => {
    this.#tellOpened = resolve
  })

  async open(origin: string): Promise<void> {
    this.#origin = origin
    try {
      this.participant = (await load<Participant>('participant', origin)) ?? null
    } finally {
      // A browser without a memory knows nobody: whoever comes is asked.
      this.ready = true
      this.#tellOpened()
    }
  }

  async set(participant: Participant): Promise<void> {
    await keep('participant', this.#origin, participant)
    this.participant = participant
  }

  /** Forgets who took part, and what they had begun to write. */
  async leave(): Promise<void> {
    await forget('participant', this.#origin)
    dropDrafts(tabStorage())
    this.participant = null
  }

  /** The session that can sign now, or null. */
  session(now: number): Session | null {
    const session = this.participant?.session
    return isUsable(session, now) ? session : null
  }
}

export const here = new Here()
