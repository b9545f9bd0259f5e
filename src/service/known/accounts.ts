import { knownListIn, type Listed } from '../../evidence/known-list.ts'
import { provesKey, type Signatories, signatoriesIn } from '../../evidence/signatories.ts'
import { hex, sha256 } from '../../log/bytes.ts'
import { type Label, mostListFiles, parseLabels } from '../../records/chain/known-accounts.ts'
import { isOfKind } from '../../records/record.ts'
import { isRefusal } from '../../records/refusals.ts'
import { oneLine } from '../../records/title.ts'
import { english } from '../../words/en.ts'
import type { Found } from './found.ts'
import { type LeftOut, noSource, type Step } from './step.ts'
import type { InLog } from './there.ts'

/** Accounts that a file names, none where they do not count, and where they are from. */
interface Named {
  file: Found
  labels: Label[]
  source: string
}

/**
 * The list of known accounts: the one in force with the signatories of a key, who are proven by the key itself; and as a
 * draft the same with the accounts of exchanges and the like, which rest on a statement that somebody has to read.
 */
export function knownAccountsStep(
  found: readonly Found[],
  log: InLog,
  sourceOf: (file: Found) => string | null,
  leftOut: LeftOut[],
): { step: Step | null; draft: Step | null; used: string[] } {
  const proven = found.flatMap((file) => signatoriesOf(file, sourceOf(file), leftOut))
  const stated = found.flatMap((file) => statedOf(file, leftOut))
  const inForce = inForceOf(log)
  const before = new Set(inForce.map(({ account }) => account))
  const fresh = (all: Named[]): boolean => all.some(({ labels }) => labels.some(({ account }) => !before.has(account)))
  return {
    step: fresh(proven) ? stepOf(inForce, proven) : null,
    draft: fresh(stated) ? stepOf(inForce, [...proven, ...stated]) : null,
    used: [...proven, ...stated].map(({ file }) => file.name),
  }
}

function signatoriesOf(file: Found, given: string | null, leftOut: LeftOut[]): Named[] {
  const list = signatoriesIn(file.json)
  if (list === null) return []
  const source = given ?? list.source ?? null
  const leave = (why: string): Named[] => {
    leftOut.push({ file: file.name, what: 'signatories of the sudo key', why })
    return [{ file, labels: [], source: '' }]
  }
  if (!provesKey(list)) return leave(english.say('lists.other-multisig', { sudo: list.sudo }))
  return source === null ? leave(noSource(file.name)) : [{ file, labels: labelsOf(list), source }]
}

const labelsOf = ({ signatories, threshold }: Signatories): Label[] =>
  signatories.map((account) => ({
    account,
    role: 'signatory',
    name: `Signatory of the sudo key, ${threshold} of ${signatories.length}`,
  }))

function statedOf(file: Found, leftOut: LeftOut[]): Named[] {
  const list = knownListIn(file.json)
  if (list === null) return []
  for (const { account, name, statement } of list)
    if (statement === null)
      leftOut.push({ file: file.name, what: `${name} (${account})`, why: english.say('lists.no-statement') })
  const labels = list
    .filter((each) => each.statement !== null)
    .map(({ account, role, name }: Listed) => ({ account, role, name }))
  return [{ file, labels, source: `statements named in ${file.name}` }]
}

/** The accounts of the last list that was not taken back. */
function inForceOf({ records, revoked }: InLog): Label[] {
  const last = records
    .flatMap((each) => (isOfKind(each, 'known-accounts') && !revoked.has(each.id) ? [each] : []))
    .at(-1)
  if (last === undefined) return []
  const labels = parseLabels(last.fields.body)
  return isRefusal(labels) ? [] : labels
}

/** A record counts alone, so it says again what the one before it said. */
function stepOf(inForce: readonly Label[], named: readonly Named[]): Step {
  const all = new Map<string, Label>()
  for (const label of [...named.flatMap(({ labels }) => labels), ...inForce]) all.set(label.account, label)
  const body = [...all.values()].map(({ account, role, name }) => `${account} ${role} ${name}`).join('\n')
  const saying = named.filter(({ labels }) => labels.length > 0)
  const files = saying.map(({ file }) => file.bytes)
  const hashes = [...new Set(files.map((bytes) => hex(sha256(bytes))))].slice(0, mostListFiles)
  const source = shortened(saying.map((each) => each.source).join('; '))
  return {
    kind: 'known-accounts',
    fields: { title: 'Known accounts', source, files: hashes.join(',') },
    body,
    files,
    sameBy: ['body'],
    told: { accounts: all.size, added: all.size - inForce.length },
  }
}

/** At most as many code points as a source may have. */
const shortened = (text: string): string => [...oneLine(text)].slice(0, 256).join('').trim()
