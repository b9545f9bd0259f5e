import type { RemarkPlace } from '../../log/remark.ts'
import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import type { FoldRecord } from '../../records/record.ts'
import type { FieldsOf, KindName } from '../../records/registry.ts'

/** What later records are judged by: who there is, what counts, what stands, what was taken back or removed. */
export interface Ledger {
  /** Entries stepped over. */
  size: number
  /** Admission time of the latest entry, Unix milliseconds. */
  ms: number
  /** Origin and signer of entry 0; null before it, or when it is no policy. */
  origin: string | null
  operator: Address | null
  /** Policies, oldest first. The last one was not taken back and is in force; earlier ones may have been. */
  policies: Policy[]
  /** Hash of block 0 of the chain that the first record about one names; every later record is about the same. */
  chain: string | null
  accounts: Map<Address, Account>
  sessions: Map<RecordId, Session>
  /** Keys that were made in a browser, whose votes are counted apart. */
  guests: Map<Address, Guest>
  /** The guest that each handover and each adoption is about. */
  guestOf: Map<RecordId, Address>
  /** Index of every record that is present, whether it counts or not, by the id of its text. */
  seen: Map<RecordId, number>
  /** Who signed the record at each index, and its kind; null where it was removed. */
  authors: (Address | null)[]
  kinds: (FoldRecord['kind'] | null)[]
  /** Admission time of each entry, Unix milliseconds. */
  times: number[]
  /** Index of the removal by index of what it removes. */
  removals: Map<number, number>
  /** Index of the revocation by id of what it takes back. */
  revoked: Map<RecordId, number>
  /** Remarks that the observer found, by the record whose hash they have. */
  remarks: Map<RecordId, SeenRemark[]>
}

/** A remark that an account made on the chain. */
export interface SeenRemark {
  by: Address
  /** Hash of the finalized block, and the place of the extrinsic in it. */
  hash: string
  extrinsic: number
  block: number
  /** Place of the observer's record in the log. */
  index: number
}

/** The policy in force. */
export interface Policy {
  id: RecordId
  index: number
  fields: FieldsOf<'policy'>
}

/** An account that the log knows. */
export interface Account {
  address: Address
  /** Index of its first record that is present. */
  first: number
  /** How many of its records are present, whether they count or not. */
  records: number
  /** In the order of the log, ended ones included. */
  sessions: Session[]
}

/** A key that may sign for an account. */
export interface Session {
  id: RecordId
  index: number
  account: Address
  /** Ed25519 public key, 64 hexadecimal digits. */
  key: string
  may: KindName[]
  /** The last moment at which it may sign, Unix milliseconds of admission. */
  notAfter: number
  /** Admission time of the session record. */
  since: number
  /** Index from which it no longer counts; null while nobody revoked it. */
  revoked: number | null
}

/** A key of which nothing is known but that it votes. */
export interface Guest {
  index: number
  may: KindName[]
  /** Whose its votes are to be, oldest first: the last one was not taken back and counts; earlier ones may have been. */
  handovers: { id: RecordId; to: Address }[]
  /** The account that took its votes on, the place of that record, and the two records; null: none did. */
  adopted: { by: Address; index: number; adoption: RecordId; handover: RecordId } | null
}

/** The ledger before the first entry. */
export function startLedger(): Ledger {
  return {
    size: 0,
    ms: 0,
    origin: null,
    operator: null,
    policies: [],
    chain: null,
    accounts: new Map(),
    sessions: new Map(),
    guests: new Map(),
    guestOf: new Map(),
    seen: new Map(),
    authors: [],
    kinds: [],
    times: [],
    removals: new Map(),
    revoked: new Map(),
    remarks: new Map(),
  }
}

/** The policy in force. */
export function policyOf(ledger: Pick<Ledger, 'policies'>): Policy | null {
  return ledger.policies.at(-1) ?? null
}

/** Has the account a session that can sign at this moment (Unix milliseconds)? */
export function hasSession(ledger: Pick<Ledger, 'accounts'>, account: Address, ms: number): boolean {
  const sessions = ledger.accounts.get(account)?.sessions ?? []
  return sessions.some(({ revoked, notAfter }) => revoked === null && ms <= notAfter)
}

/** The remark that stands for the signature of a record, when the log knows it; undefined: it does not. */
export function seenRemark(
  ledger: Pick<Ledger, 'remarks'>,
  id: RecordId,
  account: Address,
  { hash, extrinsic }: RemarkPlace,
): SeenRemark | undefined {
  return ledger.remarks
    .get(id)
    ?.find((each) => each.by === account && each.hash === hash && each.extrinsic === extrinsic)
}
