import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startRecent } from './recent.ts'

test('what was asked for lately is there, within the room there is', () => {
  const step = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), size: fc.nat(12), get: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const recent = startRecent<number>({ values: 3, characters: 20 })
      /** The latest last. */
      let model: { key: string; size: number }[] = []
      for (const { key, size, get } of steps) {
        const known = model.find((each) => each.key === key)
        model = model.filter((each) => each.key !== key)
        if (get) {
          expect(recent.get(key)).toBe(known?.size)
          if (known) model.push(known)
          continue
        }
        recent.set(key, size, size)
        model.push({ key, size })
        while (model.length > 3 || model.reduce((sum, each) => sum + each.size, 0) > 20) model.shift()
      }
      for (const { key, size } of model) expect(recent.get(key)).toBe(size)
    }),
  )
  const small = startRecent<string>({ values: 3, characters: 5 })
  small.set('a', 'small', 5)
  small.set('b', 'too large', 9)
  expect([small.get('a'), small.get('b')]).toEqual(['small', undefined])
  small.clear()
  expect(small.get('a')).toBeUndefined()
})
