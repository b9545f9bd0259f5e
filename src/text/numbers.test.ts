import { expect, test } from 'vitest'
import { plainLetters } from './letters.ts'
import { numbersIn } from './numbers.ts'

const numbers = (text: string) => numbersIn(plainLetters(text))

test.each([
  ['7 days, then 14 days, then 7 again', '7 14'],
  ['seven days', '7'],
  ['10,000 or 10k or ten thousand or 10 000 rao', '10000'],
  ['2.5 million', '2500000'],
  ['40%', '40'],
  ['sn64 and subnet-7', '7 64'],
  ['one of us', ''],
  ['٧ أيام', '7'],
  ['第七天和三个月', '3 7'],
  ['constructor and tostring', ''],
  ['3m people, 2bn rao', '3000000 2000000000'],
])('%s', (text, set) => {
  expect(numbers(text)).toBe(set)
})
