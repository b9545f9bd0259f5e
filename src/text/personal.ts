import { plainDigits } from './letters.ts'
import { emails, streetAddresses } from './personal/addresses.ts'
import { nationalNumbers } from './personal/national-numbers.ts'
import { cardNumbers, hexSecrets, ipAddresses, telephones } from './personal/numbers.ts'
import { seedPhrases } from './personal/seed-phrases.ts'

/** What a text may give away of a person. Sorted by how much harm it does. */
export const personalSorts = [
  'seed-phrase',
  'hex-secret',
  'card-number',
  'national-number',
  'street-address',
  'telephone',
  'e-mail',
  'ip-address',
] as const

export type PersonalSort = (typeof personalSorts)[number]

/** Something in a text that looks like personal data: of which sort, and the words themselves. */
export interface PersonalData {
  sort: PersonalSort
  words: string
}

/**
 * What in a text looks like personal data or a secret, each once. By form and check digits alone: nothing is asked, nothing
 * is certain, and names of people are not looked for. `seedWords` is the list of BIP-39; without it seed phrases are not
 * found. Digits may be those of any script.
 */
export function personalData(text: string, seedWords: ReadonlySet<string> | null): PersonalData[] {
  const plain = plainDigits(text)
  const finders: Record<PersonalSort, () => string[]> = {
    'seed-phrase': () => (seedWords === null ? [] : seedPhrases(plain, seedWords)),
    'hex-secret': () => hexSecrets(plain),
    'card-number': () => cardNumbers(plain),
    'national-number': () => nationalNumbers(plain),
    'street-address': () => streetAddresses(plain),
    telephone: () => telephones(plain),
    'e-mail': () => emails(plain),
    'ip-address': () => ipAddresses(plain),
  }
  const told = new Set<string>()
  return personalSorts.flatMap((sort) =>
    finders[sort]().flatMap((words) => {
      // What was told as one sort is not told as another: a card number has the form of a telephone number.
      if ([...told].some((each) => each.includes(words))) return []
      told.add(words)
      return [{ sort, words }]
    }),
  )
}
