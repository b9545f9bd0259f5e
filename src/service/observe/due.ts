/**
 * The snapshot that is due: read whole now and then, and from what changed in between. What is left out because no block
 * tells it shows in the sum of all TAO, and in any case in the next one that is read whole; both are said, and put right.
 */

import { accountAt, countOf } from '../../evidence/accounts.ts'
import type { Flows } from '../../evidence/flows.ts'
import { type Holdings, readHoldings, writeHoldings } from '../../evidence/holdings.ts'
import { balanceSheetOf } from '../../folds/chain/balance-sheet.ts'
import { checkIssuance } from '../../folds/chain/issuance.ts'
import { equalBytes, hex } from '../../log/bytes.ts'
import { english } from '../../words/en.ts'
import type { Agreement, BlockHead, Chain } from '../chain.ts'
import type { Blobs } from '../ports.ts'
import { type Book, BookDamaged, type BookOf, type Books, type BookWriter, booksIn } from './book.ts'
import type { Since } from './changed.ts'
import { differencesOf } from './check.ts'
import { EndpointQuorum } from './quorum.ts'
import type { Runtimes } from './runtimes.ts'
import { type Taken, takeHoldings } from './take.ts'

type Head = BlockHead & { agreement: Agreement }

/** What it takes to take a snapshot. */
export interface Due {
  chain: Chain
  runtimes: Runtimes
  notes: Blobs
  /** Of so many snapshots one is read whole; 1: each. */
  wholeEvery: number
  report(line: string): void
  /** Told before a snapshot is read whole, and how many entries have been read. */
  begins(): Promise<void>
  step(entries: number): void
}

/** What blocks told since the snapshot before. */
export interface Between {
  flows: readonly Flows[]
  /** Accounts that they name, in order; null where that is not known. */
  touched: Uint8Array | null
}

/** A snapshot, and how to take note that it is in the log: the next one begins with it. */
export interface DueTaken extends Taken {
  recorded(): Promise<void>
}

/** A sum of all TAO that moves by more than one part of so many makes a snapshot be read whole. */
const tolerance = 100_000n

/** Takes the snapshot of a block. Throws as `takeHoldings` does. */
export async function takeDue(due: Due, head: Head, between: Between): Promise<DueTaken> {
  const books = booksIn(due.notes)
  const book = await books.last()
  const since = book && (await sinceBook(due, head, book, between))
  const isWhole = !since || since.book.of.since + 1 >= due.wholeEvery
  const next = await books.begin()
  const changed = since && (await takeChanged(due, head, since, isWhole ? undefined : next))
  if (changed && !isWhole) {
    const { of } = since.book
    if (isSound(changed.holdings, of)) return kept(books, next, changed, { ...of, since: of.since + 1 })
    due.report(english.say('observer.issuance-moved', { block: head.number }))
  }
  const anew = await books.begin()
  await due.begins()
  const whole = await takeHoldings(due.chain, due.runtimes, head, { book: anew, step: due.step })
  if (changed) compare(due, head, since.book.of, changed.holdings, whole.holdings)
  return kept(books, anew, whole, { whole: head.number, since: 0, gap: String(gapOf(whole.holdings)) })
}

/** A snapshot over which endpoints differed is nothing to begin with. */
function kept(books: Books, book: BookWriter, taken: Taken, how: Pick<BookOf, 'whole' | 'since' | 'gap'>): DueTaken {
  const { chain, block, hash, spec } = taken.holdings.facts
  const { asked, agreed, dissenting } = taken.backing
  const { whole, since, gap } = how
  const of: BookOf = { chain, block, hash, spec, asked, agreed, whole, since, gap }
  return { ...taken, recorded: () => (dissenting.size === 0 ? book.finish(of) : books.clear()) }
}

/** What is known and what was told since, where both are whole and of one runtime; null where it takes a whole snapshot. */
async function sinceBook(
  { chain, runtimes }: Due,
  head: Head,
  book: Book,
  { flows, touched }: Between,
): Promise<Since | null> {
  const { spec, block, chain: genesis, asked } = book.of
  const [first, last] = [flows[0], flows.at(-1)]
  const follows = first?.facts.first === block + 1 && last?.facts.last === head.number
  if (!follows || touched === null || genesis !== (await chain.genesis())) return null
  // What is taken over is backed by the endpoints of then.
  if (asked !== chain.endpoints().length) return null
  // What a block holds that does not read may have changed anything, and so may a new runtime.
  const reads = flows.every(({ facts }) => facts.undecoded.length === 0 && facts.specs.every((each) => each === spec))
  const runtime = await runtimes.after(head.hash, new EndpointQuorum())
  if (!reads || runtime.spec !== spec) return null
  const accounts = new Set(Array.from({ length: countOf(touched) }, (_, row) => hex(accountAt(touched, row))))
  return { book, told: { accounts, flows } }
}

/** The snapshot from what changed; null where what was kept is not what was written. */
async function takeChanged(
  { chain, runtimes, step, report }: Due,
  head: Head,
  since: Since,
  book: BookWriter | undefined,
): Promise<Taken | null> {
  try {
    const taken = await takeHoldings(chain, runtimes, head, { since, step, ...(book && { book }) })
    const { asked, agreed } = since.book.of
    taken.backing.add({ asked, agreed, dissenting: [] })
    return taken
  } catch (error) {
    if (!(error instanceof BookDamaged)) throw error
    report(english.say('observer.book-damaged', { path: error.message }))
    return null
  }
}

/** By how much more TAO was found than was issued, in rao. */
function gapOf(holdings: Holdings): bigint {
  const { surplus, missing } = checkIssuance(holdings, balanceSheetOf(holdings))
  return surplus - missing
}

function isSound(holdings: Holdings, { gap }: BookOf): boolean {
  const moved = gapOf(holdings) - BigInt(gap)
  return (moved < 0n ? -moved : moved) * tolerance <= BigInt(holdings.facts.issuance)
}

/** Says what the snapshots since the last whole one may lack, where what changed does not give what there is. */
function compare(
  { report }: Due,
  { number: block }: Head,
  { whole: since }: BookOf,
  changed: Holdings,
  whole: Holdings,
): void {
  const bytes = writeHoldings(changed)
  if (equalBytes(bytes, writeHoldings(whole))) return
  const [first = ''] = differencesOf(readHoldings(bytes), whole, ['by what changed', 'on the chain'])
  report(english.say('observer.changes-missed', { block, since, first }))
}
