import { text, utf8 } from '../log/bytes.ts'
import type { Clock, Head } from './ports.ts'

/**
 * Who may sequence, among processes that share a store. A wrong clock makes two of them try at once, which costs time
 * and nothing else: the compare-and-swap of the signed head lets one of them win.
 */
export interface Lease {
  /** Takes or renews the lease; false while another process holds it. */
  hold(): Promise<boolean>
  /** Gives it up, so that another process need not wait for its end. */
  release(): Promise<void>
}

/** A process that shares with nobody always holds the lease. */
export const ownLease: Lease = { hold: async () => true, release: async () => undefined }

const format = (holder: string, until: number): Uint8Array => utf8(`${holder} ${until}\n`)

/** A lease kept in a register: `<holder> <Unix milliseconds at which it ends>`. */
export function startLease(register: Head, holder: string, clock: Clock, length = 5000): Lease {
  let held: { value: Uint8Array; until: number } | null = null

  async function take(until: number): Promise<boolean> {
    const present = await register.read()
    const [name, end] = present === null ? [holder, '0'] : text(present).trim().split(' ')
    if (name !== holder && Number(end) > clock()) return false
    const value = format(holder, until)
    if (!(await register.compareAndSwap(present, value))) return false
    held = { value, until }
    return true
  }

  return {
    hold: async () => {
      if (held !== null && held.until - clock() > length / 2) return true
      held = null
      return take(clock() + length)
    },
    release: async () => {
      if (held !== null) await register.compareAndSwap(held.value, format(holder, 0))
      held = null
    },
  }
}
