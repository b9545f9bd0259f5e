import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addNear, indexOf, nearest, nearFrom, startNear } from './near.ts'

/** Statements of one conversation, none nearly the same as another. */
const others = [
  'Validators should publish how they set weights.',
  'The owner of a subnet may not vote on its own emission.',
  'Root stake gives too much power to a few.',
  'Emission should follow the use of a subnet and not its price.',
  'New subnets need three months of shelter.',
  'Every upgrade should be explained a week before it happens.',
].map((text, i) => [`other ${i}`, text] as const)

/** How like the second is to the first, in a conversation that has the first; 0 where it is not told. */
const likeness = (said: string, typed: string): number =>
  nearest(indexOf([...others, ['said', said]]), typed).find(({ id }) => id === 'said')?.likeness ?? 0

describe('statements that say nearly the same', () => {
  test.each([
    ['Take changes should be announced 7 days ahead.', 'Take changes should be announced seven days ahead'],
    ['Take changes should be announced 7 days ahead.', 'Changes of take should be announced 7 days ahead!'],
    ['Miners must be paid every hour, and at least 10,000 rao.', 'Miners must be paid every hour and at least 10k rao'],
    ['The foundation should publish its accounts.', 'THE FOUNDATION SHOULD PUBLISH ITS ACCOUNTS'],
    ['24. Industrial users need certainty of supply.', '13. Industrial users need certainty of supply'],
    ['Les validateurs doivent publier leurs méthodes.', 'Les validateurs doivent publier leurs methodes'],
    ['Držitelia by mali hlasovať o každej zmene.', 'Držitelia by mali hlasovat o každej zmene!'],
    ['验证者应该公布他们如何设置权重。', '验证者应当公布他们如何设置权重'],
    ['バリデーターは重みの決め方を公開すべきだ。', 'バリデーターは重みの決め方を公開すべきです'],
    ['ผู้ตรวจสอบควรเปิดเผยวิธีตั้งน้ำหนัก', 'ผู้ตรวจสอบควรเปิดเผยวิธีการตั้งน้ำหนัก'],
    ['يجب على المدققين نشر طريقتهم.', 'يجب على المدققين نشر طريقتهم'],
    ['सत्यापकों को अपना तरीका प्रकाशित करना चाहिए।', 'सत्यापकों को अपना तरीका प्रकाशित करना चाहिए'],
  ])('%s / %s', (said, typed) => {
    expect(likeness(said, typed)).toBeGreaterThanOrEqual(nearFrom)
  })
})

describe('statements that are alike and say another thing', () => {
  test.each([
    ['a "not"', 'Take changes should be announced a week ahead.', 'Take changes should not be announced a week ahead.'],
    ['an "n’t"', 'Owners of subnets should vote on emission.', 'Owners of subnets shouldn’t vote on emission.'],
    ['a "never"', 'The root network can veto an upgrade.', 'The root network can never veto an upgrade.'],
    ['"ohne"', 'Ein Upgrade mit Ankündigung der Gründe.', 'Ein Upgrade ohne Ankündigung der Gründe.'],
    ['"не"', 'Валидаторы должны публиковать методы.', 'Валидаторы не должны публиковать методы.'],
    ['不', '验证者应该公布他们如何设置权重。', '验证者不应该公布他们如何设置权重。'],
    [
      'another number',
      'Take changes should be announced 7 days ahead.',
      'Take changes should be announced 14 days ahead.',
    ],
    [
      'a number in words',
      'Give new subnets three months of shelter in all.',
      'Give new subnets six months of shelter in all.',
    ],
    ['a million and a billion', 'The treasury should hold 2 million TAO.', 'The treasury should hold 2 billion TAO.'],
    ['digits of another script', 'يجب الإعلان قبل ٧ أيام من التغيير', 'يجب الإعلان قبل ٩ أيام من التغيير'],
    [
      'more and less',
      'Root stake should count more than alpha stake.',
      'Root stake should count less than alpha stake.',
    ],
    [
      'raise and lower',
      'We should raise the take of all delegates soon.',
      'We should lower the take of all delegates soon.',
    ],
    ['possible and impossible', 'A fair split of emission is possible.', 'A fair split of emission is impossible.'],
  ])('by %s', (_, said, typed) => {
    expect(likeness(said, typed)).toBe(0)
  })

  test('two negations turn nothing round', () => {
    expect(
      likeness(
        'It is not true that nobody audits the root network.',
        'It is true that somebody audits the root network.',
      ),
    ).toBe(0)
    expect(likeness('Nobody should never be heard on this.', 'Nobody should never be heard on this!')).toBe(1)
  })
})

test('a paraphrase without common words is not found, and an empty text is like nothing', () => {
  expect(likeness('Delegates take too big a cut.', 'The fees that stakers pay are excessive.')).toBe(0)
  for (const nothing of ['', ' ', '…', '7', '?!'])
    expect(nearest(indexOf([['a', ''], ['b', '…'], ...others]), nothing)).toEqual([])
})

test('the most alike come first, equal ones by id, no more than asked for', () => {
  const index = indexOf([
    ['c', 'Publish the weights of all validators.'],
    ['b', 'Publish the weights of all validators.'],
    ['a', 'Publish the weights of all validators!? Publish them.'],
    ...others,
  ])
  const found = nearest(index, 'Publish the weights of all validators')
  expect(found.map(({ id }) => id)).toEqual(['b', 'c', 'a'])
  expect(found[0]!.likeness).toBe(1)
  expect(nearest(index, 'Publish the weights of all validators', 1).map(({ id }) => id)).toEqual(['b'])
})

const vocabulary = fc.constantFrom(
  ...'stake weight subnet owner root emission price validator miner publish vote should must the of not no 7 14 more less every week upgrade 权重 应该 Gründe'.split(
    ' ',
  ),
)
const statement = fc.array(vocabulary, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '))
const conversation = fc
  .array(statement, { minLength: 2, maxLength: 12 })
  .map((all) => all.map((text, i) => [String(i), text] as const))

describe('for any conversation', () => {
  test('a statement is entirely like itself', () => {
    fc.assert(
      fc.property(conversation, (all) => {
        const index = indexOf(all)
        for (const [id, text] of all) {
          const own = nearest(index, text, all.length).find((near) => near.id === id)
          expect(own?.likeness ?? (/\p{L}/u.test(text) ? null : 1)).toBe(1)
        }
      }),
    )
  })

  test('one statement is as like another as the other is like the one', () => {
    fc.assert(
      fc.property(conversation, (all) => {
        const index = indexOf(all)
        const found = new Map(
          all.flatMap(([id, text]) =>
            nearest(index, text, all.length, 0).map((near) => [`${id} ${near.id}`, near.likeness]),
          ),
        )
        for (const [pair, value] of found) expect(found.get(pair.split(' ').reverse().join(' '))).toBe(value)
      }),
    )
  })

  test('the order of its statements does not matter, nor when they came', () => {
    fc.assert(
      fc.property(conversation, statement, fc.infiniteStream(fc.nat()), (all, typed, draws) => {
        const shuffled = all.map((each) => [draws.next().value, each] as const).sort((a, b) => a[0] - b[0])
        const grown = startNear()
        for (const [, [id, text]] of shuffled) {
          nearest(grown, typed)
          addNear(grown, id, text)
        }
        expect(nearest(grown, typed, 12, 0)).toEqual(nearest(indexOf(all), typed, 12, 0))
      }),
    )
  })
})
