import { describe, expect, test } from 'vitest'
import { writeGenesis } from '../../src/evidence/genesis.ts'
import { genesisOf } from '../../src/evidence/genesis-lists.ts'
import { hex, sha256, utf8 } from '../../src/log/bytes.ts'
import type {
  ConcentrationValue,
  InfluenceValue,
  MovementsValue,
  SnapshotsValue,
} from '../../src/views/chain/values.ts'
import { Fold } from '../../src/views/fold.ts'
import type { DisclosureValue, PeopleValue, PersonValue, PositionsValue } from '../../src/views/people/values.ts'
import { checked } from '../check-value.ts'
import { flowsTold } from '../flows.ts'
import { holdings } from '../holdings.ts'
import { keyOf, type Story, story } from '../story.ts'

const town = (block: number) => holdings(`block ${block} (issuance 20000)\nval has 5000\nann has 200\nvault has 1`)
const monday = town(7200)
const tuesday = { ...town(14_400), flows: flowsTold(town(14_400), 7201, '8000: val transfers 100 to vault') }

/** `@val` stands for val's address. */
const named = (script: string): string => script.replace(/@(\w+)/g, (_, name) => keyOf(name).address)

/** What a view says of a story, before and after the last line takes something back. */
function beforeAndAfter<V>(lines: string, back: string, view: string, params: (told: Story) => Record<string, string>) {
  const ask = (script: string): V => {
    const told = story(named(script), {}, { monday, tuesday })
    return told.fold().view(view, params(told)) as V
  }
  return [ask(lines), ask(`${lines}\n${back}`)] as const
}

const nothing = (): Record<string, string> => ({})
const hello = 'name Ann, anonymous yes, stake-as withheld, living no, open-to questions'

describe('what is taken back is as if it had never been said', () => {
  test('a list of known accounts: labels, figures without them, and the list in force', () => {
    const lines =
      'operator sees monday\noperator signs known-accounts (title Known) as known: @val exchange Some exchange'
    const back = 'operator revokes known'
    const [labelled, plain] = beforeAndAfter<InfluenceValue>(lines, back, 'influence', nothing)
    expect([labelled.rows[0]!.label, plain.rows[0]!.label]).toEqual([
      expect.objectContaining({ name: 'Some exchange' }),
      null,
    ])
    const [listed, unlisted] = beforeAndAfter<SnapshotsValue>(lines, back, 'snapshots', nothing)
    expect([listed.known?.accounts.length, unlisted.known]).toEqual([1, null])
    const [split, whole] = beforeAndAfter<ConcentrationValue>(lines, back, 'concentration', nothing)
    const holders = ({ spreads }: ConcentrationValue) =>
      spreads.map(({ withoutKnown }) => withoutKnown?.holders ?? null)
    expect(holders(split)).not.toEqual(holders(whole))
  })

  test('an earlier list counts again', () => {
    const lines = `operator sees monday
      operator signs known-accounts (title Old): @ann treasury Old
      operator signs known-accounts (title New) as newer: @val exchange New`
    const [, after] = beforeAndAfter<SnapshotsValue>(lines, 'operator revokes newer', 'snapshots', nothing)
    expect(after.known?.accounts).toMatchObject([{ role: 'treasury', name: 'Old' }])
  })

  test('an observation: nobody contradicts the snapshot any more', () => {
    const { chain, block, hash, stateRoot, spec } = monday.holdings.facts
    const other = hex(sha256(utf8('something else')))
    const lines = `operator sees monday
      bob signs observation (chain ${chain}, block ${block}, hash ${hash}, state-root ${stateRoot}, spec ${spec}, recipe holdings-1, holdings ${other}) as seen`
    const [before, after] = beforeAndAfter<SnapshotsValue>(lines, 'bob revokes seen', 'snapshots', nothing)
    expect(before.snapshots[0]!.contradicted).toHaveLength(1)
    expect(after.snapshots[0]!.contradicted).toEqual([])
  })

  test('the record of a movement: the movement stays, without a record; a new one takes explanations', () => {
    const lines = 'operator sees monday\noperator sees tuesday\noperator points at 1 as old'
    const [before, after] = beforeAndAfter<MovementsValue>(lines, 'operator revokes old', 'movements', nothing)
    expect([before.movements[0]!.id !== null, after.movements[0]!.id]).toEqual([true, null])
    const told = story(
      `${lines}
      val signs explanation (movement old): To a hardware wallet.
      operator revokes old
      val signs explanation (movement old): Once more. => revoked
      operator points at 1 as again
      val signs explanation (movement again): To a hardware wallet, still.`,
      {},
      { monday, tuesday },
    )
    const { movements } = told.fold().view('movements', {}) as MovementsValue
    expect(movements).toHaveLength(1)
    expect(movements[0]).toMatchObject({ id: told.id('again'), state: 'explanation-open' })
    expect(movements[0]!.explanations.map(({ text }) => text)).toEqual(['To a hardware wallet, still.'])
  })

  test('an introduction: directory, person and ladder', () => {
    const lines = `operator sees monday\nval signs introduction (${hello}) as hello: # Goals\\nPatience.`
    const back = 'val revokes hello'
    const [listed, unlisted] = beforeAndAfter<PeopleValue>(lines, back, 'people', nothing)
    const introduced = ({ rows }: PeopleValue) => rows.filter(({ introduction }) => introduction !== null).length
    expect([introduced(listed), introduced(unlisted)]).toEqual([1, 0])
    const ofVal = (told: Story) => ({ account: told.address('val') })
    const [known, unknown] = beforeAndAfter<PersonValue>(lines, back, 'person', ofVal)
    expect([known.introductions.length, unknown.introductions.length]).toEqual([1, 0])
    const [met, open] = beforeAndAfter<DisclosureValue>(lines, back, 'disclosure', ofVal)
    const stateOf = ({ rows }: DisclosureValue) =>
      rows[0]!.disclosures.find(({ expectation }) => expectation === 'introduction')!.state
    expect([stateOf(met), stateOf(open)]).toEqual(['met', 'open'])
  })

  test('a question: nobody is asked for a position on it any more', () => {
    const lines = `operator sees monday
      operator signs question (title Should it be?) as asked: # Background\\nIt matters.
      val signs position (question asked, title Should it be?, stance 2) as mine: # Reason\\nBecause.`
    const back = 'operator revokes asked'
    const [before, after] = beforeAndAfter<PositionsValue>(lines, back, 'positions', nothing)
    const standing = ({ questions }: PositionsValue) => questions.filter((each) => each.standing).length
    expect([standing(before), standing(after)]).toEqual([1, 0])
    const [asked, notAsked] = beforeAndAfter<DisclosureValue>(lines, back, 'disclosure', (told) => ({
      account: told.address('ann'),
    }))
    const questionsTo = ({ rows }: DisclosureValue) =>
      rows[0]!.disclosures.find(({ expectation }) => expectation === 'positions')!.detail
    expect([questionsTo(asked), questionsTo(notAsked)]).toMatchObject([{ of: 1 }, { of: 0 }])
  })

  test('a list of profiles: its profiles are gone from the person', () => {
    const { address } = keyOf('val')
    const list = utf8(
      JSON.stringify([{ address, name: 'Val', url: 'https://example.org', description: 'x', signature: '00' }]),
    )
    const told = story(
      `operator signs profiles (title List, format delegates, file ${hex(sha256(list))}) as list
      operator revokes list`,
    )
    const ask = (size: number): PersonValue => {
      const fold = new Fold()
      fold.push(told.entries.slice(0, size), () => list)
      const value = checked(fold, { entries: told.entries.slice(0, size), files: [list] })
      return value.view('person', { account: address }) as PersonValue
    }
    expect(ask(2).profiles).toMatchObject([{ name: 'Val', verdict: 'invalid' }])
    expect(ask(3).profiles).toEqual([])
  })

  test('a list of block 0: the one before it counts again, and a file of another chain never counted', () => {
    const chain = 'ab'.repeat(32)
    const [ann, val] = [keyOf('ann').address, keyOf('val').address]
    const listed = (held: string) => writeGenesis(genesisOf(chain, [[ann, held]], [[ann, val, '5']]))
    const files = new Map([listed('10'), listed('20')].map((bytes) => [hex(sha256(bytes)), bytes]))
    const [first, second] = [...files.keys()]
    const signs = (title: string, file: string | undefined, of = chain) =>
      `operator signs genesis (chain ${of}, title ${title}, source A list, holdings ${file}) as ${title}`
    const lines = [signs('first', first), signs('second', second), 'operator revokes second']
    const ask = (script: string[]) => {
      const { entries } = story(script.join('\n'))
      const fold = new Fold()
      fold.push(entries, (hash) => files.get(hash))
      const value = checked(fold, { entries, files: [...files.values()] })
      return (value.view('concentration', {}) as ConcentrationValue).genesis
    }
    expect([1, 2, 3].map((size) => ask(lines.slice(0, size))?.free)).toEqual(['10', '20', '10'])
    expect(ask(lines)).toMatchObject({ title: 'first', staked: '5', holdings: { holders: 1, total: '15' } })
    expect(ask([signs('first', first, 'cd'.repeat(32))])).toBe(null)
  })
})
