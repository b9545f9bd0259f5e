import type { Expectation } from '../../records/people/expectations.ts'
import type { Role } from '../../records/people/introduction.ts'
import type { Stance } from '../../records/people/position.ts'

type Coded = `expectation.${Expectation}` | `expectation-short.${Expectation}` | `stance.${Stance}` | `role.${Role}`

/** Words of codes that several pages say. */
export const pages = {
  // How a record was signed, within "signed by …"
  'suite.sr25519-bytes': 'a wallet, sr25519 over <Bytes>…</Bytes>',
  'suite.sr25519-raw': 'a key outside the browser (btcli), sr25519 over the text itself',
  'suite.ed25519-bytes': 'a wallet, Ed25519 over <Bytes>…</Bytes>',
  'suite.ecdsa-bytes': 'a wallet, ECDSA over <Bytes>…</Bytes>',
  'suite.ed25519': 'a session key, Ed25519 over the text itself',
  'suite.remark': 'a remark on the chain with the hash of the text',
  // Accounts that a wallet offers and that cannot sign here
  'wallet-account.evm': 'an Ethereum account, whose signatures this log does not read',
  'wallet-account.foreign': 'no address of Bittensor, Polkadot or a chain like them',
  // The page of a record
  'record-page.operator': 'The operator',
  'record-page.removed': 'A record that was removed',
  'record-page.of': 'Entry {index} of the log {origin}: signed by {account}, and open to be checked by anybody.',
  'record-page.of-removed': 'Entry {index} of the log {origin}. Its place and its hash stay, its text is gone.',
  // From a record to where it is shown, to what it points at, and to what it removes
  'record-link.conversation': 'Open the conversation',
  'record-link.events': 'Open the event',
  'record-link.notes': 'Open the notes on what it is about',
  'record-link.question': 'Open the question',
  'record-link.referenda': 'Open the referenda',
  'record-link.proposal': 'Open the privileged call',
  'record-link.account': 'Open the page of its author',
  'record-link.account-named': 'Open the page of the account that it names',
  'record-link.subject': 'Open what it is about',
  'record-link.movements': 'Open the movements',
  'record-link.influence': 'Open who holds influence',
  'record-link.transparency': 'Open the ladder',
  'record-link.pointed': '{label}: open what it names',
  'record-link.removed': 'Entry {index}, which it removes',
  // What keeps a site from observing the chain
  'chain-trouble.unreachable': 'None of the endpoints of the chain answers.',
  'chain-trouble.finality-stalled':
    'Endpoints of the chain answer, and no block has become final: finality stands still.',
  'chain-trouble.state-lost': 'The endpoints have dropped the state of a block before all of it was read.',
  'chain-trouble.not-proven': 'No endpoint proves what the chain holds under the root of its state.',
  'chain-trouble.runtime-unreadable':
    'The chain runs a runtime that this program cannot read: a newer version of the program is needed.',
  'chain-trouble.other-chain': 'The endpoints are on another chain than this log is about, or are no nodes of a chain.',
  'chain-trouble.refused': 'The log refuses what the observer signs.',
  'chain-trouble.failed': 'Observing the chain has failed.',
  'chain-reading':
    'The state of block {block} is being read: {entries} of about {of} entries. Figures of it stand here once all is read.',
  'chain-renamed':
    'From block {block} on the runtime of the chain calls itself {to}, no longer {from}. It is read by what it has.',
  // Validators that have not spoken, and a text with which anybody can ask them
  'unspoken.count':
    '{silent, plural, one {One validator} other {# validators}} of {all}, with {share} of all stake that votes, {silent, plural, one {has} other {have}} not spoken here.',
  'unspoken.means':
    'That says only that nothing of theirs is in this log: no introduction, position, answer, explanation or promise. Nobody has to speak.',
  'unspoken.ask':
    'To the validators of Bittensor: {silent, plural, one {one} other {#}} of you, with {share} of all stake that votes, have not said yet where you stand. {questions, plural, =0 {} one {There is one standing question.} other {There are # standing questions.}} A position is signed with your own key, can be changed at any time, and takes minutes; staying anonymous is fine.\nThe questions: {url}/questions\nWho is meant, with what the chain shows: {url}/people#unspoken',
  // What the ladder can expect
  'expectation.introduction': 'Introduction',
  'expectation.interests': 'Interests',
  'expectation.positions': 'Positions',
  'expectation.explanations': 'Explanations of movements',
  'expectation.accounts': 'Accounts it controls',
  'expectation.report': 'Report on use of influence',
  'expectation.answers': 'Answers to questions',
  // The same as headings of narrow columns
  'expectation-short.introduction': 'Introduction',
  'expectation-short.interests': 'Interests',
  'expectation-short.positions': 'Positions',
  'expectation-short.explanations': 'Movements',
  'expectation-short.accounts': 'Accounts',
  'expectation-short.report': 'Report',
  'expectation-short.answers': 'Answers',
  // Where somebody stands on a question, from 1 to 7
  'stance.1': 'no',
  'stance.2': 'mostly no',
  'stance.3': 'rather no',
  'stance.4': 'undecided',
  'stance.5': 'rather yes',
  'stance.6': 'mostly yes',
  'stance.7': 'yes',
  'stance.depends': 'it depends',
  // Roles that people say they have
  'role.holder': 'Holder',
  'role.validator': 'Validator',
  'role.miner': 'Miner',
  'role.subnet-owner': 'Subnet owner',
  'role.core-developer': 'Core developer',
  'role.application-developer': 'Application developer',
  'role.researcher': 'Researcher',
  'role.foundation': 'Foundation',
  'role.exchange': 'Exchange',
  'role.custodian': 'Custodian',
  'role.investor': 'Investor',
  'role.writer': 'Writer',
} as const satisfies Record<Coded, string> &
  Record<
    | `suite.${string}`
    | `wallet-account.${string}`
    | `record-link.${string}`
    | `record-page.${string}`
    | `unspoken.${string}`
    | `chain-${string}`,
    string
  >
