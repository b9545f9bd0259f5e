import { describe, expect, test } from 'vitest'
import { flowsTold } from '../flows.ts'
import { holdings } from '../holdings.ts'
import { askedWith } from '../questions.ts'
import { type Story, story } from '../story.ts'

const people = Array.from({ length: 12 }, (_, i) => `p${i}`)
const statements = Array.from({ length: 8 }, (_, i) => `s${i}`)
const guests = ['g0', 'g1', 'g2', 'g3', 'g4', 'g5']

const before = holdings(
  `block 7200 (issuance 20000)\np0 has 300\n${people
    .slice(1)
    .map((who) => `${who} has 5`)
    .join('\n')}`,
)
const flows = flowsTold(before, 1, '7000: p0 transfers 90 to p1')
const monday = { ...before, flows }

/** A conversation that also gives the sides, is about something, and has votes of everybody; `how` says which way they went. */
function told(how: (who: number, statement: number) => string, more = ''): Story {
  const votes = (who: string, i: number): string =>
    statements.map((s, n) => `${who} votes ${how(i, n)} on ${s}`).join('\n')
  return story(
    `
    operator sees monday
    operator points at 1 as moved
    operator signs conversation (title What now?, closes 1d, add anyone, totals after-close, about moved) as talk
    ${statements.map((each) => `p0 states ${each} in talk: This is ${each}.`).join('\n')}
    operator signs sides (conversation talk, title What now?)
    ${people.map(votes).join('\n')}
    ${guests.map((who, i) => `${who} signs guest (may vote)\n${votes(who, i + 5)}`).join('\n')}
    ${more}
  `,
    {},
    { monday },
  )
}

const one = (who: number, statement: number): string => (who % 2 === statement % 2 ? 'agree' : 'disagree')
const other = (who: number, statement: number): string => (who + statement < 7 ? 'disagree' : 'pass')

/** Every view that can be asked, with what the log has; of single accounts those that did not vote. */
function answers(of: Story): Map<string, unknown> {
  const fold = of.fold()
  const [conversation, account] = [of.id('talk'), of.address('p3')]
  const questions = [
    {},
    { conversation },
    { conversation, mode: 'classic' },
    { conversation, account },
    { conversation, statement: of.id('s0') },
    { conversation, statement: of.id('s0'), mode: 'classic' },
    { proposal: of.id('moved') },
    { subject: of.id('moved') },
    { netuid: '0' },
    { account: of.address('reader') },
  ].flatMap((params) => askedWith(params))
  return new Map(questions.map(([view, params]) => [`${view} ${JSON.stringify(params)}`, fold.view(view, params)]))
}

describe('totals that show after the close', () => {
  const [first, second] = [told(one), told(other)]

  test('are handed out by no view: none says anything else when people vote otherwise', () => {
    expect(first.id('talk')).toBe(second.id('talk'))
    const [said, otherwise] = [answers(first), answers(second)]
    expect([...said.keys()].filter((question) => question.includes(first.id('talk'))).length).toBeGreaterThan(6)
    for (const [question, answer] of said) expect([question, answer]).toEqual([question, otherwise.get(question)])
  })

  test('are told by several of them once the log has an entry of the closing time', () => {
    const late = 'wait 2d\np1 begins other: And then?'
    const [said, otherwise] = [answers(told(one, late)), answers(told(other, late))]
    const moved = [...said].filter(
      ([question, answer]) => JSON.stringify(answer) !== JSON.stringify(otherwise.get(question)),
    )
    const views = new Set(moved.map(([question]) => question.split(' ')[0]))
    for (const view of [
      'conversations',
      'opinion-map',
      'opinion-groups',
      'statement-votes',
      'statement-map',
      'readings',
      'next-statement',
    ])
      expect([...views]).toContain(view)
  })

  test('nothing is voted on and nothing stated after the close', () => {
    told(
      one,
      'wait 2d\np1 votes pass on s0 => conversation-closed\np1 states late in talk: Late. => conversation-closed',
    )
  })
})
