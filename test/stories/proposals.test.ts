import { describe, expect, test } from 'vitest'
import type { ActsValue, ProposalsValue } from '../../src/views/chain/values/acts.ts'
import type { OpinionsValue, ProposalValue } from '../../src/views/people/values.ts'
import { type ToldAct, tempoCall } from '../acts-told.ts'
import { holdings } from '../holdings.ts'
import { type Story, start, story } from '../story.ts'

/** Two of ann, ben and cid decide; val has weight on root, and hana stakes there. */
const monday = holdings(`
  block 7200 (issuance 20000)
  sudo: safe
  safe needs 2 of ann, ben, cid
  safe has 1
  ann has 5
  ben has 6
  cid has 7
  val has 200
  val runs hal
  hana has 40
  hana stakes 10 on hal
  stan has 3
  subnet 0 of nobody at 1
`)

const shows = { threshold: 2, signatories: ['ann', 'ben', 'cid'], calls: tempoCall(3) }
const call = { begun: 7201, call: 'tempo' }
const acts = {
  hashed: { what: 'proposed', block: 7201, by: 'ann', of: call, at: start, shows: { ...shows, calls: [] } },
  carried: { what: 'executed', block: 7300, by: 'cid', of: call, at: start + 7_200_000, shows },
  fails: { what: 'failed', block: 7300, by: 'cid', of: call, at: start + 7_200_000, error: 'BadOrigin', shows },
  other: { what: 'proposed', block: 7250, by: 'ben', of: { begun: 7250, call: 'tempo' }, shows },
  changed: { what: 'key-changed', block: 7260, key: 'val' },
  gone: { what: 'cancelled', block: 7299, by: 'ann', of: call },
} as const satisfies Record<string, ToldAct>

const tell = (script: string): Story => story(script, {}, { monday }, acts)
const all = (told: Story, params: Record<string, string> = {}) =>
  told.fold().view('proposals', params) as ProposalsValue
const one = (told: Story, name: string) => told.fold().view('proposal', { proposal: told.id(name) }) as ProposalValue
const states = ({ rows }: ProposalsValue) => rows.map(({ state }) => state)

const opinion = (who: string, subject: string, stance: string) =>
  String.raw`${who} signs opinion (subject ${subject}, stance ${stance}, until 30d): # Reason\nSo I see it.\n\n# What would change it\nMore facts.`

describe('a privileged call', () => {
  const pending = `
    operator sees monday
    operator sees hashed as asked`

  test('is pending with who approved and who is missing, known by its hash alone until a step carries it', () => {
    const told = tell(pending)
    expect(all(told)).toMatchObject({ pending: 1, total: 1, key: { account: told.address('safe'), threshold: 2 } })
    expect(all(told).rows[0]).toMatchObject({
      id: told.id('asked'),
      calls: [],
      threshold: 2,
      approved: [{ key: told.address('ann') }],
      missing: [{ key: told.address('ben') }, { key: told.address('cid') }],
    })
    const carried = tell(`${pending}\noperator sees carried as done`)
    expect(all(carried).rows[0]).toMatchObject({
      id: carried.id('asked'),
      state: 'executed',
      calls: ['AdminUtils.sudo_set_tempo'],
      missing: [],
      begun: { block: 7201, at: start },
      decided: { block: 7300, at: start + 7_200_000 },
    })
    expect(one(carried, 'done')).toEqual(one(carried, 'asked'))
    expect(one(carried, 'asked').took).toEqual({ blocks: 99, ms: 7_200_000 })
  })

  test('shows what each thought when it was decided, by what the chain shows them to be, and what they say since', () => {
    const told = tell(`${pending}
      ${opinion('ann', 'asked', 'supports')}
      ${opinion('val', 'asked', 'doubts')}
      ${opinion('hana', 'asked', 'doubts')}
      ${opinion('stan', 'asked', 'both')}
      wait 3h
      operator sees carried
      ${opinion('hana', 'asked', 'supports')}`)
    const counts = (rows: ProposalValue['before']) =>
      Object.fromEntries(rows.map(({ role, stances }) => [role, stances.map(({ people }) => people).join()]))
    const value = one(told, 'asked')
    expect(counts(value.before)).toEqual({ signatory: '1,0,0', validator: '0,0,1', holder: '0,0,1', none: '0,1,0' })
    expect(counts(value.after)).toEqual({ signatory: '0,0,0', validator: '0,0,0', holder: '1,0,0', none: '0,0,0' })
    const now = told.fold().view('opinions', { subject: told.id('asked') }) as OpinionsValue
    expect(now.concerned).toBe(null)
    expect(now.rows.map(({ role, by }) => [role, by.key])).toEqual([
      ['signatory', told.address('ann')],
      ['validator', told.address('val')],
      ['holder', told.address('hana')],
      ['none', told.address('stan')],
    ])
  })

  test('names the questions that it touches by pallet or by call, and none by another', () => {
    const told = tell(`
      operator signs question (title By the pallet?, touches AdminUtils) as pallet: # Background\\nIt matters.
      bob signs question (title By the call?, touches System.set_code AdminUtils.sudo_set_tempo) as exact: # Background\\nIt matters.
      bob signs question (title By another?, touches AdminUtils.sudo_set_kappa) as another: # Background\\nIt matters.
      cid signs position (question exact, title By the call?, stance 6)
      ${pending}
      operator sees carried`)
    const { questions } = one(told, 'asked')
    expect(questions.map(({ id }) => id)).toEqual([told.id('pallet'), told.id('exact')])
    expect(questions[1]?.positions.map(({ by, stance }) => [by.key, stance])).toEqual([
      [told.address('ann'), null],
      [told.address('ben'), null],
      [told.address('cid'), '6'],
    ])
  })

  test('has its conversations, each with what most voted on; one that was taken back is gone', () => {
    const told = tell(`${pending}
      stan signs conversation (title Of a stranger, about asked, add anyone, totals always) as strange
      operator signs conversation (title Of the operator, about asked, add anyone, totals always) as own
      operator signs conversation (title Of something else, about subnet:3, add anyone, totals always)
      stan states slow in own: It is too slow.
      stan states fast in own: It is too fast.
      ann votes agree on slow
      ben votes disagree on slow
      ann votes pass on fast`)
    const { conversations } = one(told, 'asked')
    expect(conversations).toMatchObject([
      { id: told.id('own'), operator: true, statements: 2, participants: 2, votes: 3 },
      { id: told.id('strange'), operator: false, statements: 0, leading: [] },
    ])
    expect(conversations[0]?.leading.map(({ body, agree, disagree, pass }) => [body, agree, disagree, pass])).toEqual([
      ['It is too slow.', 1, 1, 0],
      ['It is too fast.', 0, 0, 1],
    ])
    expect(all(told).rows[0]).toMatchObject({ opened: true, conversations: 2 })
    const back = tell(`${pending}
      operator signs conversation (title Of the operator, about asked, add anyone, totals always) as own
      operator revokes own`)
    expect(all(back).rows[0]).toMatchObject({ opened: true, conversations: 0 })
    expect(one(back, 'asked').conversations).toEqual([])
  })

  test('that fails, that is withdrawn, and that lost its power each end as what they are', () => {
    expect(all(tell(`${pending}\noperator sees fails`)).rows[0]).toMatchObject({ state: 'failed', error: 'BadOrigin' })
    expect(states(all(tell(`${pending}\noperator sees gone`)))).toEqual(['cancelled'])
    const lost = tell(`${pending}\noperator sees other\noperator sees changed as change\noperator sees carried`)
    // What was executed before the key changed stands; what is still pending afterwards has no power.
    expect(all(lost).rows.map(({ state, begun }) => [state, begun?.block])).toEqual([
      ['executed', 7201],
      ['void', 7250],
    ])
    expect(all(lost).key).toMatchObject({ account: lost.address('val'), threshold: null, signatories: [] })
    expect(lost.fold().view('proposal', { proposal: lost.id('change') })).toMatchObject({ code: 'not-found' })
  })
})

describe('the register', () => {
  test('has pending calls first and the latest decided after, in pages', () => {
    const told = tell(`operator sees monday\noperator sees hashed\noperator sees carried\noperator sees other`)
    expect(states(all(told))).toEqual(['pending', 'executed'])
    expect(all(told, { limit: '1' })).toMatchObject({ next: 1, total: 2, rows: [{ state: 'pending' }] })
    expect(states(all(told, { limit: '1', after: '1' }))).toEqual(['executed'])
    expect(all(told, { state: 'executed' })).toMatchObject({ total: 1, pending: 1 })
  })

  test('counts an act once, the first of two records of it, and the other when that is taken back', () => {
    const script = `operator sees monday\noperator sees hashed as first\noperator sees hashed as second`
    const told = tell(script)
    expect(all(told).rows).toMatchObject([{ id: told.id('first') }])
    expect((told.fold().view('acts', {}) as ActsValue).total).toBe(1)
    const back = tell(`${script}\noperator revokes first`)
    expect(all(back).rows).toMatchObject([{ id: back.id('second') }])
  })

  test('shows what is known of a call that was begun before anybody looked', () => {
    const told = tell(`operator sees monday\noperator sees carried as done`)
    expect(all(told).rows[0]).toMatchObject({
      state: 'executed',
      whole: false,
      begun: { block: 7201, at: null },
      approved: [{ key: told.address('cid') }],
    })
    expect(one(told, 'done').took).toEqual({ blocks: 99, ms: null })
  })

  test('has every act in the timeline, those of a subnet for its page', () => {
    const told = tell(`operator sees monday\noperator sees hashed\noperator sees changed\noperator sees carried`)
    const timeline = (params: Record<string, string> = {}) => told.fold().view('acts', params) as ActsValue
    expect(timeline().acts.map(({ what, approved }) => [what, approved.length])).toEqual([
      ['executed', 2],
      ['key-changed', 0],
      ['proposed', 0],
    ])
    expect(timeline({ from: '7260' }).total).toBe(2)
    expect(timeline({ netuid: '3' }).acts.map(({ what }) => what)).toEqual(['executed', 'proposed'])
    expect(timeline({ netuid: '99' }).total).toBe(0)
  })
})

test('nobody but the operator points at acts, and an act says which call a step is of', () => {
  tell(`operator sees monday\nann sees hashed => not-operator`)
  tell(
    `operator sees monday\noperator signs act (chain ${'ab'.repeat(32)}, block 1, hash ${'ab'.repeat(32)}, event 0, what approved) => bad-field`,
  )
})
