import { type ToldAct, type ToldStep, tempoCall } from '../../test/acts-told.ts'
import { flowsTold } from '../../test/flows.ts'
import { holdings } from '../../test/holdings.ts'
import { askedWith } from '../../test/questions.ts'
import { start, story } from '../../test/story.ts'
import { type Asked, type ViewVectors, vectorsOf } from './views.ts'

const town = (block: number, take: number) => `
  block ${block} (issuance 20000)
  alice has 500
  alice runs hal (take ${take}%)
  alice stakes 50 on hal
  bob has 40
  carol has 3
  dora has 0.5
  subnet 3 of dora at 0.5 since 1000
  subnet 3 counts 100 under hal
  bob stakes 30 on hal in 3
  locks fall in 934866 and grow in 311622
  bob locks 20 on hal in 3 since 7000 with 0, stays
`

const script = String.raw`
  operator sees monday
  operator signs question (title Should a chain undo a theft?) as theft: # Background\nSome say once, others never.
  alice signs introduction (name Grey Heron, anonymous yes, stake-as exact, stake 50, further-wallets 1, since 2020, living no, open-to questions) as hello: # Goals\nPatience.
  alice signs introduction (name Grey Heron, anonymous yes, stake-as band, stake 60, stake-below 70, living partly, roles holder validator, open-to questions): # Goals\nPatience, still.
  bob signs introduction (name Bob, anonymous no, stake-as withheld, living withheld, open-to nothing) as gone
  carol signs inquiry (to alice) as why: Why do you stay anonymous?
  carol signs inquiry (to bob): And you?
  hal signs answer (about why): So that nobody rings at my door.
  alice signs web-proof (method dns, place heron.example.org) as proof
  operator signs web-check (proof proof, result named)
  bob signs link (with carol)
  carol signs link (with bob)
  carol signs link (with dora)
  dora signs attribution (subject bob, owner Example Company, until 90d) as claim: # Claim\nThey pay together.\n\n# Sources\nhttps://example.org
  bob signs answer (about claim, disputes yes): We do not.
  alice signs interests: # What I own\nAlpha of subnet 3.
  alice signs decline (expectation report): I write no reports.
  alice signs position (question theft, title Should a chain undo a theft?, stance 2, importance 3): # Reason\nNo balance is safe then.
  bob signs position (question theft, title Should a chain undo a theft?, stance depends)
  alice signs promise (predicate take @hal <= 18 %, until 200d) as word: We will not raise our take.
  vault remarks introduction (name Cold Vault, anonymous no, stake-as withheld, living no, open-to nothing)
  wait 1d
  operator sees tuesday
  operator points at 1 as moved
  alice signs explanation (movement moved, title transfer of 20 TAO in block 8000 from @alice to @vault) as because: To a vault of mine.
  carol signs rating (explanation because, verdict partly)
  operator begins talk: Who should decide?
  operator states slow in talk: Slowly is well enough.
  carol votes agree on slow
  bob votes disagree on slow
  operator signs sides (conversation talk, title Who should decide?)
  alice signs answer (about word): Our costs rose.
  alice signs position (question theft, title Should a chain undo a theft?, stance 4): # Reason\nIt depends on how clear the theft is.
  alice signs use-of-influence (from 2026-08-01, to 2026-10-31): # What I did and why\nNothing.
  operator removes gone (category author-request, whose bob)
  alice signs opinion (subject subnet:3, title subnet 3, stance both, until 90d) as seen: # Reason\nThe code is open, and one entity owns most of it.\n\n# What would change it\nA second validator.
  bob signs opinion (subject @alice, stance supports, until 1d): # Reason\nShe answers.\n\n# What would change it\nSilence.
  dora signs answer (about seen): It is being built.
  operator signs question (title Should the pace of subnets be set by few?, touches AdminUtils) as pace: # Background\nSome say yes, others no.
  operator sees asked as call
  operator signs conversation (title About a privileged call, about call, add anyone, totals always) as about
  carol states much in about: It is too much.
  bob votes agree on much
  bob signs opinion (subject call, stance doubts, until 90d): # Reason\nNobody explained it.\n\n# What would change it\nAn explanation.
  wait 1d
  operator sees done
  operator sees changed
  operator sees next as later
  operator sees replaced as new
  operator sees submitted
  operator sees aye
  operator sees review
  operator sees nay
  operator signs event (title A team leaves, date 2026-04-10, block 8100, questions theft) as left: # What happened\nThe team said so.\n\n# What is disputed\nWhy.\n\n# Sources\nThe team: https://team.example.org\nThe press: https://press.example.org/1\nThe press: https://press.example.org/2
  carol signs event (title A market opens, date 2026-05): # What happened\nIt opened.\n\n# Sources\nOne: https://one.example.org\nTwo: https://two.example.org
  bob signs opinion (subject left, title A team leaves, stance doubts, until 30d): # Reason\nHalf is missing.\n\n# What would change it\nFigures.
  bob signs claim (event left, title A team leaves) as early: # Claim\nThey were told a week before.\n\n# Sources\nhttps://team.example.org/letter
  alice signs opinion (subject early, title They were told a week before., stance supports, until 30d): # Reason\nI saw the letter.\n\n# What would change it\nAnother letter.
  dora signs context (about left, title A team leaves) as beside: # Note\nTwo of its five members stay.\n\n# Sources\nhttps://team.example.org/who\nhttps://press.example.org/3
  carol signs context-rating (note beside, title Two of its five members stay., verdict helpful)
  bob signs context (about slow, title Slowly is well enough.) as slowly: # Note\nThe pace was set in 2025.\n\n# Sources\nhttps://docs.example.org/pace
  dora signs context-rating (note slowly, title The pace was set in 2025., verdict in-part)
`

/** A call of two of alice, bob and carol, which changes the key, and another that nobody has shown. */
const shows = { threshold: 2, signatories: ['alice', 'bob', 'carol'], calls: tempoCall(3) }
const call = { begun: 14_500, call: 'tempo' }
const acts: Record<string, ToldAct | ToldStep> = {
  asked: { what: 'proposed', block: 14_500, by: 'alice', of: call, at: start, shows },
  done: { what: 'executed', block: 14_600, by: 'bob', of: call, at: start + 250_000_000, shows },
  changed: { what: 'key-changed', block: 14_600, key: 'dora' },
  next: { what: 'approved', block: 14_700, by: 'carol', of: { begun: 14_650, call: 'another' } },
  replaced: { what: 'upgraded', block: 14_750, by: 'carol', upgrade: { spec: 430, calls: 2 } },
  submitted: { what: 'submitted', referendum: 0, block: 14_800, by: 'alice', track: 0, calls: tempoCall(3) },
  aye: { what: 'voted', referendum: 0, block: 14_801, by: 'bob', vote: 'aye', tally: [1, 0, 3] },
  review: { what: 'delegated', referendum: 0, block: 14_802, review: 1, track: 1 },
  nay: { what: 'voted', referendum: 1, block: 14_803, by: 'carol', vote: 'nay', tally: [0, 1, 4] },
}

/** The log of people. */
export function peopleViewVectors(): ViewVectors {
  const after = holdings(town(14_400, 25))
  const flows = flowsTold(after, 7201, '8000: alice transfers 20 to vault')
  const told = story(script, {}, { monday: holdings(town(7200, 18)), tuesday: { ...after, flows } }, acts)
  const account = (name: string) => ({ account: told.address(name) as string })
  const asked: Asked[] = [
    ...askedWith(),
    ['people', { role: 'validator' }],
    ...['alice', 'bob', 'vault'].map((name): Asked => ['person', account(name)]),
    ['disclosure', account('dora')],
    ['positions', { question: told.id('theft') }],
    ['positions', account('alice')],
    ['positions', { question: told.id('nothing') }],
    ['match', { answers: `${told.id('theft')}33` }],
    ['match', account('alice')],
    ['commitments', { state: 'kept' }],
    ['events', { event: told.id('left') }],
    ['events', { question: told.id('theft') }],
    ['context', { about: told.id('left') }],
    ['context', { about: told.id('slow') }],
    ['context', { about: told.id('talk'), state: 'open' }],
    ['context', { about: told.id('hello') }],
    ['claims', { event: told.id('left') }],
    ['readings', { conversation: told.id('talk') }],
    ['reading-map', { conversation: told.id('talk') }],
    ['reading-map', { conversation: told.id('talk'), reading: 'stake' }],
    ['opinions', { subject: 'subnet:3' }],
    ['opinions', account('bob')],
    ['subnet', { netuid: '3' }],
    ['subnet', { netuid: '4' }],
    ['locks', account('bob')],
    ['acts', { netuid: '3' }],
    ['proposals', { state: 'pending' }],
    ['proposal', { proposal: told.id('call') }],
    ['proposal', { proposal: told.id('later') }],
    ['proposal', { proposal: told.id('nothing') }],
    ['upgrade', { upgrade: told.id('new') }],
    ['upgrade', { upgrade: told.id('new'), what: 'call', limit: '1' }],
    ['upgrade', { upgrade: told.id('call') }],
    ['referendum', { referendum: '0' }],
    ['referendum', { referendum: '1' }],
    ['referendum', { referendum: '2' }],
    ['opinions', { subject: told.id('call') }],
    ['subject', { subject: 'subnet:3' }],
    ['subject', { subject: told.address('alice') }],
  ]
  const about =
    'One log of what people say of themselves and of questions, and the text of every view of people at its end. Folding the entries in order has to give these bytes.'
  return vectorsOf(about, told, asked)
}
