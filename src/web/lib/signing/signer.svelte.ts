import type { Kept } from './deliver.ts'
import { here } from './participant.svelte.ts'
import type { Draft } from './signing.ts'

/** Something that the account's own key is asked to sign. */
export type SignRequest =
  | { purpose: 'take part'; guest: boolean; done(signedIn: boolean): void }
  | { purpose: 'record'; heading: string; draft: Draft; done(kept: Kept | null): void }

/** The one request that the signing dialog shows. */
class Signer {
  request = $state.raw<SignRequest | null>(null)

  /**
   * Asks a visitor to choose an account and to let this browser vote for it. `guest`: they may also go on as a guest.
   * False: they turned away.
   */
  takePart(guest = false): Promise<boolean> {
    return new Promise((resolve) => {
      this.request = { purpose: 'take part', guest, done: resolve }
    })
  }

  /** Does somebody vote from here, with a wallet or as a guest, if need be after being asked to? False: they turned away. */
  async voter(): Promise<boolean> {
    await here.opened
    return here.voter !== null || this.takePart(true)
  }

  /** Does somebody take part here, if need be after being asked to? False: they turned away. */
  async somebody(): Promise<boolean> {
    await here.opened
    return here.participant !== null || this.takePart()
  }

  /** Asks the account's owner to sign one record. Null: they turned away. */
  sign(heading: string, draft: Draft): Promise<Kept | null> {
    return new Promise((resolve) => {
      this.request = { purpose: 'record', heading, draft, done: resolve }
    })
  }
}

export const signer = new Signer()
