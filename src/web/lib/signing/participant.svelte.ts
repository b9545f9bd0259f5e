import type { Address } from '../../../log/ss58.ts'
import { clock } from '../outside/clock.ts'
import { dropDrafts, tabStorage } from '../outside/drafts.ts'
import { forget, keep, load } from '../outside/store.ts'
import { type Line, openLine, type Told } from '../outside/tabs.ts'
import { type Guest, newGuest } from './guest.ts'
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
  /** The guest who voted here without a wallet; null: there is none. */
  guest = $state.raw<Guest | null>(null)
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
    const [participant, guest] = await Promise.all([
      load<Participant>('participant', this.#origin),
      load<Guest>('participant', this.#guestKey),
    ])
    this.participant = participant ?? null
    this.guest = guest ?? null
  }

  /** An origin has no white space, so no participant is kept under this key. */
  get #guestKey(): string {
    return `${this.#origin} guest`
  }

  /** The account in whose name somebody votes from here: of a wallet, or a guest; null: nobody does. */
  get voter(): Address | null {
    return this.participant?.account ?? this.guest?.account ?? null
  }

  /** Is there a guest here, if need be a new one? False: this browser cannot keep a key. */
  async beGuest(): Promise<boolean> {
    const guest = this.guest ?? (await newGuest(crypto.subtle))
    if (guest) await this.keepGuest(guest)
    return guest !== null
  }

  keepGuest = async (guest: Guest): Promise<void> => {
    await keep('participant', this.#guestKey, guest)
    this.guest = guest
    this.#tabs?.tell({ about: 'participant', origin: this.#origin, left: false })
  }

  /** Forgets the key of the guest: what it signed stays in the log. */
  async forgetGuest(): Promise<void> {
    await forget('participant', this.#guestKey)
    this.guest = null
    this.#tabs?.tell({ about: 'participant', origin: this.#origin, left: false })
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

  /** Forgets who took part, the guest as well, and what they had begun to write. */
  async leave(): Promise<void> {
    await forget('participant', this.#origin)
    await forget('participant', this.#guestKey)
    dropDrafts(tabStorage())
    this.participant = null
    this.guest = null
    this.#tabs?.tell({ about: 'participant', origin: this.#origin, left: true })
  }

  /** The session that can sign now by the clock of the site, or null. */
  session(now: number = clock.now()): Session | null {
    const session = this.participant?.session
    return isUsable(session, now) ? session : null
  }
}

export const here = new Here()
