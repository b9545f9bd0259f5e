import { ln } from '../math/logarithm.ts'
import { areOpposed } from './opposites.ts'
import { type Terms, termsOf } from './terms.ts'

/** From this likeness on two statements are said to be nearly the same. Measured: docs/decisions.md. */
export const nearFrom = 0.8

/** Most statements of one conversation that are compared, the latest: more would be felt while somebody types. */
export const mostCompared = 10_000

/** A statement like another one. */
export interface Near {
  id: string
  /** 0 to 1, 1 for the same terms; the mean of the cosines of words and of character runs. */
  likeness: number
}

/** Terms of one sort in all statements of an index: which statements have each, and how much of it (`tf`). */
interface Postings {
  numbers: Map<string, number>
  /** Per term: statements that have it, and how much. */
  places: number[][]
  amounts: number[][]
  /** Per statement: its terms in the order of their spelling, and how much it has of each. */
  terms: Int32Array[]
  termAmounts: Float64Array[]
  /** Squared length of each statement; null while a statement has come since. */
  squares: Float64Array | null
}

/** An inverted index of the statements of a conversation; plain data that its functions change. */
export interface NearIndex {
  ids: string[]
  guards: Pick<Terms, 'numbers' | 'negated' | 'turnable'>[]
  words: Postings
  grams: Postings
}

/** An index of no statements. */
export function startNear(): NearIndex {
  return { ids: [], guards: [], words: startPostings(), grams: startPostings() }
}

function startPostings(): Postings {
  return { numbers: new Map(), places: [], amounts: [], terms: [], termAmounts: [], squares: null }
}

/** Adds a statement. Its id must be new to the index. */
export function addNear(index: NearIndex, id: string, statement: string): void {
  const { words, grams, ...guards } = termsOf(statement)
  const place = index.ids.push(id) - 1
  index.guards.push(guards)
  post(index.words, place, words)
  post(index.grams, place, grams)
}

/** An index of statements: id and text of each. Their order makes no difference to what is found. */
export function indexOf(statements: Iterable<readonly [id: string, text: string]>): NearIndex {
  const index = startNear()
  for (const [id, text] of statements) addNear(index, id, text)
  return index
}

function post(postings: Postings, place: number, counted: ReadonlyMap<string, number>): void {
  const spelled = inSpelling(counted)
  const terms = new Int32Array(spelled.length)
  const amounts = new Float64Array(spelled.length)
  for (let i = 0; i < spelled.length; i++) {
    const number = numberOf(postings, spelled[i]!)
    const amount = amountOf(counted.get(spelled[i]!) ?? 0)
    postings.places[number]!.push(place)
    postings.amounts[number]!.push(amount)
    terms[i] = number
    amounts[i] = amount
  }
  postings.terms.push(terms)
  postings.termAmounts.push(amounts)
  postings.squares = null
}

function numberOf({ numbers, places, amounts }: Postings, term: string): number {
  const known = numbers.get(term)
  if (known !== undefined) return known
  amounts.push([])
  const number = places.push([]) - 1
  numbers.set(term, number)
  return number
}

/** Sums over terms run in the order of their spelling, so that they do not depend on which of two statements is asked for. */
const inSpelling = (counted: ReadonlyMap<string, number>): string[] => [...counted.keys()].sort()

/** How much of a term there is where it stands so many times; most terms stand once. */
const amountOf = (count: number): number => (count === 1 ? 1 : 1 + ln(count))

/**
 * The statements of an index that say nearly what a text says, at most so many, the most alike first, of equal ones by id.
 *
 * The likeness is the mean of two cosines of TF-IDF vectors, over stems of words and over runs of four characters, with
 * tf = 1 + ln(count) and idf = 1 + ln((1 + n) / (1 + df)) (Manning, Raghavan and Schütze, Introduction to Information
 * Retrieval, 6.2 to 6.4); a term that nobody has used yet is as rare as one that was used once. Words alone cannot see a "not", a 7 in place of a 14, or "less" for "more": where numbers, the parity of negations
 * or one of a pair of opposites differ, statements are not near. Paraphrases without common words are not found.
 */
export function nearest(index: NearIndex, text: string, most = 3, from = nearFrom): Near[] {
  const terms = termsOf(text)
  if (terms.grams.size === 0) return []
  const words = cosines(index.words, terms.words, index.ids.length)
  const grams = cosines(index.grams, terms.grams, index.ids.length)
  const found: Near[] = []
  for (const [place, id] of index.ids.entries()) {
    const likeness = rounded((words[place]! + grams[place]!) / 2)
    if (likeness >= from && isSameClaim(index.guards[place]!, terms)) found.push({ id, likeness })
  }
  return found.sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1)).slice(0, most)
}

function isSameClaim(a: NearIndex['guards'][number], b: NearIndex['guards'][number]): boolean {
  return a.numbers === b.numbers && a.negated === b.negated && !areOpposed(a.turnable, b.turnable)
}

/** Cosine of a text with every statement. Texts that both have no terms of the sort, as no words of matter, are alike in it. */
function cosines(postings: Postings, counted: ReadonlyMap<string, number>, n: number): Float64Array {
  const squares = squaresOf(postings, n)
  const sums = new Float64Array(n)
  let own = 0
  for (const term of inSpelling(counted)) {
    const number = postings.numbers.get(term)
    const places = number === undefined ? [] : postings.places[number]!
    const amounts = number === undefined ? [] : postings.amounts[number]!
    const weight = weightOf(places.length, n)
    const each = amountOf(counted.get(term) ?? 0) * weight
    own += each * each
    for (let i = 0; i < places.length; i++) sums[places[i]!]! += each * (amounts[i]! * weight)
  }
  return sums.map((sum, place) => {
    const square = squares[place]!
    if (own === 0 || square === 0) return own === square ? 1 : 0
    return sum / Math.sqrt(own * square)
  })
}

function squaresOf(postings: Postings, n: number): Float64Array {
  if (postings.squares) return postings.squares
  const weights = Float64Array.from(postings.places, ({ length }) => weightOf(length, n))
  const squares = new Float64Array(n)
  for (let place = 0; place < n; place++) {
    const terms = postings.terms[place]!
    const amounts = postings.termAmounts[place]!
    let sum = 0
    for (let i = 0; i < terms.length; i++) {
      const each = amounts[i]! * weights[terms[i]!]!
      sum += each * each
    }
    squares[place] = sum
  }
  postings.squares = squares
  return squares
}

const weightOf = (having: number, n: number): number => 1 + ln((1 + n) / (1 + Math.max(1, having)))

/** As figures are published: to 1e-9, and never more than 1. */
const rounded = (x: number): number => Math.min(1, Math.round(x * 1e9) / 1e9)
