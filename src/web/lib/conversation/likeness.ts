import { addNear, mostCompared, type Near, nearest, startNear } from '../../../text/near.ts'
import { seedWords } from '../../../text/personal/seed-words.ts'
import { type PersonalData, personalData } from '../../../text/personal.ts'

/** What is like a text that somebody writes, and what it gives away. */
export interface Likeness {
  near: Near[]
  personal: PersonalData[]
}

/** Longest that the page stands still while statements are taken in, in milliseconds. */
const slice = 12

/**
 * Compares texts with the statements of a conversation, the latest 10,000 of them. They are taken in by slices, between
 * which the page goes on. A page asks for this file only when somebody writes.
 */
export async function likenessTo(
  statements: readonly { id: string; body: string | null; moderated: boolean }[],
): Promise<(text: string) => Likeness> {
  const index = startNear()
  let until = performance.now() + slice
  for (const { id, body, moderated } of statements.slice(-mostCompared)) {
    if (body === null || moderated) continue
    addNear(index, id, body)
    if (performance.now() < until) continue
    await new Promise((resolve) => setTimeout(resolve))
    until = performance.now() + slice
  }
  return (text) => ({ near: nearest(index, text), personal: personalData(text, seedWords) })
}
