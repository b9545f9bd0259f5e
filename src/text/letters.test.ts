import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainDigits, plainLetters } from './letters.ts'

test('capital letters, accents, compatibility forms and apostrophes make no difference', () => {
  expect(plainLetters('Čučoriedka ÉTÉ ﬁne ＡＢＣ don’t')).toBe("cucoriedka ete fine abc don't")
})

test('marks that are vowels stay', () => {
  expect(plainLetters('हिन्दी')).toBe('हिन्दी')
  expect(plainLetters('ไทย')).toBe('ไทย')
})

test('digits of every script are 0 to 9, and nothing moves', () => {
  expect(plainDigits('٠١٢٣٤٥٦٧٨٩ ०१२३४५६७८९ ０１２３４５６７８９')).toBe('0123456789 0123456789 0123456789')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const plain = plainDigits(text)
      expect(plain.length).toBe(text.length)
      expect(plainDigits(plain)).toBe(plain)
    }),
  )
})
