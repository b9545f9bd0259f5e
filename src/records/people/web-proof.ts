import { enumField, required, textField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { saidIn } from '../line.ts'
import { type Params, Refusal } from '../refusals.ts'
import { faultOf } from '../sections.ts'

/** Where on the web an account may be named. Nothing else is ever fetched. */
export const proofMethods = ['dns', 'well-known', 'gist', 'profile'] as const
export type ProofMethod = (typeof proofMethods)[number]

/** Sites whose profile pages are read. */
export const profileHosts = ['codeberg.org', 'github.com', 'gitlab.com', 'keybase.io'] as const

/** What is asked for: TXT records of a name, or the text under an address. */
export type ProofQuestion = { txt: string } | { page: string }

/** Something on the web that names the account, so that whoever controls it says that the account is theirs. */
export const webProof = defineKind({
  name: 'web-proof',
  subject: 'people',
  title: 'Proof on the web',
  summary:
    'Says where on the web the account is named by whoever controls that place: a DNS record, a file, a gist or a profile. The observer looks once a week and says what it found.',
  does: 'Pointed at a proof on the web',
  reveals: 'that this address says it is named at this place. The observer of this log looks there once a week.',
  signer: 'anyone',
  session: false,
  fields: {
    method: required(enumField(...proofMethods), {
      label: 'Where',
      hint: 'dns: a TXT record of _sensus.DOMAIN. well-known: the file https://DOMAIN/.well-known/sensus.txt. gist: a public gist. profile: the text of a public profile.',
    }),
    place: required(textField(3, 200), {
      label: 'Place',
      hint: `The domain, gist.github.com/USER/ID, or a profile such as github.com/USER (of ${profileHosts.join(', ')}).`,
    }),
  },
  body: null,
  revocable: true,
  removable: true,
  rule: ({ method, place }) => faultOf(proofQuestion(method, place)),
  line: ({ place }) => saidIn(place),
  shownAt: { page: 'account', of: 'account' },
  upgrade: 'Later versions may add places; a reader that does not know one shows it as not checked.',
  example: { method: 'dns', place: 'heron.example.org' },
})

const domainForm = /^(?=.{4,190}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/
const gistForm = /^gist\.github\.com\/([A-Za-z0-9-]{1,39})\/([0-9a-f]{20,40})$/
const profileForm = /^([a-z0-9.]+)\/([A-Za-z0-9_.-]{1,60})$/

/** What to ask the web for, or what the place should be (`bad-field`). */
export function proofQuestion(method: ProofMethod, place: string): ProofQuestion | Refusal {
  if (method === 'gist') {
    const [, user, id] = gistForm.exec(place) ?? []
    return user ? { page: `https://gist.githubusercontent.com/${user}/${id}/raw` } : notAPlace('not-a-gist')
  }
  if (method === 'profile') {
    const [, host, user] = profileForm.exec(place) ?? []
    const known = profileHosts.some((each) => each === host) && user !== '.' && user !== '..'
    return known ? { page: `https://${place}` } : notAPlace('not-a-profile', { sites: profileHosts })
  }
  if (!domainForm.test(place)) return notAPlace('not-a-domain')
  return method === 'dns' ? { txt: `_sensus.${place}` } : { page: `https://${place}/.well-known/sensus.txt` }
}

const notAPlace = (reason: string, params: Params = {}): Refusal => new Refusal('bad-field', { ...params, reason })

const around = /[1-9A-HJ-NP-Za-km-z]/

/** Does a text name the account: its address, with nothing around it that could belong to another one? */
export function namesAccount(text: string, account: string): boolean {
  for (let at = text.indexOf(account); at >= 0; at = text.indexOf(account, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + account.length] ?? ' ']
    if (!around.test(before) && !around.test(after)) return true
  }
  return false
}
