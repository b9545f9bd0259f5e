import { expect, test } from 'vitest'
import { hex } from '../../../log/bytes.ts'
import { alice, aliceSession, idOf, noteOf, smallLog, vkey } from '../testing/small-log.ts'
import { type Claim, verifyClaim } from './verify.ts'

const session = noteOf(alice, 'session', {
  sessionKey: hex(aliceSession.publicKey),
  may: ['vote'],
  notAfter: Date.UTC(2026, 11, 1),
})
const about = idOf(session)
const vote = noteOf(aliceSession, 'vote', { choice: 'agree', about, title: 'A title.' }, about)
const log = smallLog([session, vote])

const claimOf = (index: number, note: string): Claim => ({
  index,
  ms: log.ms(index),
  note,
  receipt: log.receipt(index),
  vkey,
})
const signedByWallet = claimOf(0, session)
const signedBySession = { ...claimOf(1, vote), sessionNote: session }
const failed = (claim: Claim) =>
  verifyClaim(claim)
    .filter(({ ok }) => !ok)
    .map(({ question }) => question)

test('a record signed by a wallet and one signed by a session key hold, step by step', () => {
  expect(failed(signedByWallet)).toEqual([])
  expect(verifyClaim(signedByWallet)).toHaveLength(4)
  expect(failed(signedBySession)).toEqual([])
  expect(verifyClaim(signedBySession)).toHaveLength(5)
})

const place = 'Is it in the log, at this place and with these very bytes?'
const key = 'Did the log sign that root?'
const otherKey = vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+')

test.each<[string, Claim, string[]]>([
  ['another place', { ...signedByWallet, index: 1 }, [place]],
  ['another time', { ...signedByWallet, ms: log.ms(1) }, [place]],
  ['the receipt of another record', { ...signedByWallet, receipt: log.receipt(1) }, [place]],
  ['no receipt', { ...signedByWallet, receipt: 'c2sp.org/tlog-proof@v1\n' }, ['Is there a receipt?']],
  ['another key of the log', { ...signedByWallet, vkey: otherKey }, [place, key]],
  ['no session record', { ...signedBySession, sessionNote: undefined }, ['Who let this key vote?']],
  ['another session record', { ...signedBySession, sessionNote: vote }, ['Who let this key vote?']],
  ['not a record', { ...signedByWallet, note: 'words\n' }, ['Is this a record?', place]],
])('%s is noticed, and the step that fails is named', (_, claim, steps) => {
  expect(failed(claim)).toEqual(steps)
})

test('one changed letter breaks the signature and the place', () => {
  const changed = vote.replace('choice: agree', 'choice: pass')
  expect(failed({ ...signedBySession, note: changed })).toEqual(['Did the session key sign this text?', place])
})
