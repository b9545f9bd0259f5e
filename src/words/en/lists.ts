/** What `sensus begin` and a first start say of the public lists that they bring in. */
export const lists = {
  'lists.no-source': 'no source is given for it: add --source {name}=TEXT',
  'lists.other-multisig': 'the multisig of these accounts is another one than {sudo}',
  'lists.no-statement': 'no public statement names it',
  'lists.bad-signature': 'its signature does not hold',
  'lists.draft': 'a draft of the kind {kind} waits for your judgement: read it, and sign it with {sign}',
  'lists.left-out': 'left out of {file}: {what}: {why}',
  'lists.unused': 'nothing was found in {file} that belongs here',
  'lists.reading': 'SENSUS_BEGIN: reading what is publicly known',
  'lists.signed': 'SENSUS_BEGIN: entry {index} brings in {title}, from {source}',
  'lists.done':
    'SENSUS_BEGIN: done, {count, plural, =0 {nothing was brought in} one {# record was brought in} other {# records were brought in}}; later starts bring in nothing',
  'lists.there':
    'SENSUS_BEGIN: the log had such records before this site was told to bring any in: nothing is brought in. The command "sensus begin" adds what is missing.',
  'lists.failed':
    'SENSUS_BEGIN: {why}. The site is served without it; tried again in {seconds} s, and at the next start.',
  'lists.no-chain': 'no endpoint has said yet which chain this is, and balances of block 0 are of one chain',
  'first-lists-reading': 'Lists of what is publicly known about the network are being read.',
  'first-lists-signing':
    'What is publicly known about the network is being brought in: {signed} of {of, plural, one {# record is} other {# records are}} signed.',
  'first-lists-failed': 'What is publicly known about the network could not be brought in yet. {why}',
  'first-lists-fault.unreachable': 'The address of the lists does not answer.',
  'first-lists-fault.not-there': 'There is nothing at the address of the lists.',
  'first-lists-fault.refused': 'What the address of the lists answers is not taken.',
  'first-lists-fault.folder': 'The folder of the lists cannot be read.',
  'first-lists-fault.no-chain': 'No endpoint has said yet which chain this is.',
  'first-lists-fault.record': 'The log refused a record.',
  'first-lists-fault.failed': 'Something broke; whoever runs this site finds it in the messages of the server.',
}
