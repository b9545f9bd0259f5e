/** What the door, the limits, the API, the command line and the pages refuse. */
export const serviceRefusals = {
  // A record at the door
  'refusal.too-large.sent': 'The record has {bytes} bytes, at most {most} are taken: shorten it.',
  'refusal.too-old.day':
    'By the clock of this site the record was written more than a day ago: look at the clock of your device, then write it again and sign it anew.',
  'refusal.too-old.month':
    'By the clock of this site the record was written more than 30 days ago: look at the clock of your device, then write it again and sign it anew.',
  'refusal.in-the-future.clock':
    'The time of the record is more than five minutes ahead of the clock of this site: set the clock of your device and sign it anew.',
  'refusal.bad-signature.at-the-door':
    'The signature is not one of {account} over this text: sign the text again, unchanged.',
  'refusal.evidence-missing.profiles': 'The list with the SHA-256 {file} is not at hand: add it first.',
  // Limits
  'refusal.budget-spent.all': 'This log takes no more records today: try again after midnight UTC.',
  'refusal.budget-spent.open':
    'Today’s space for accounts that are not signed in is used up: sign in with a session, or try after midnight UTC.',
  'refusal.budget-spent.guests':
    'Today’s space for guests is used up: take part with a wallet, or try after midnight UTC.',
  'refusal.work-required.guest': 'A guest sends a proof of work of {bits} bits with each record.',
  'refusal.work-required.first-record':
    'The log does not know this account yet: send a proof of work of {bits} bits with its first record.',
  'refusal.rate-limited.wait': 'Too many records in a short time: wait {seconds} s and send it again.',
  'refusal.rate-limited.remarks':
    'Too many remarks were asked about in a short time: wait {seconds} s and send the record again.',
  'refusal.rate-limited.past':
    'Reading the log at earlier sizes is much work, and your network has asked for as much as one may: wait {seconds} s.',
  'refusal.rate-limited.past-waiting':
    'Questions of your network about earlier sizes are still being answered: ask again in {seconds} s.',
  'refusal.busy.past': 'Others are waiting for answers about earlier sizes of the log: ask again in {seconds} s.',
  'refusal.busy.views': 'Too many questions wait to be answered: ask again in {seconds} s.',
  'refusal.busy.clock':
    'The clock of this site cannot be right, so nothing is taken in: its operator has to look at it. Try again later.',
  'refusal.busy.gone': 'Nobody waited for the answer any more: ask again.',
  // Remarks on the chain
  'refusal.remark-unseen.no-chain':
    'This site does not read the chain, so it cannot see the remark: send the record to one that does.',
  'refusal.remark-unseen.unreachable':
    'This site does not reach the chain at this moment: send the record again later.',
  'refusal.remark-unseen.state-lost':
    'No endpoint of this site has the state of that block any more. Send the record sooner after the remark.',
  'refusal.remark-unseen.no-block': 'No block has the hash {hash}: copy it again from the wallet or an explorer.',
  'refusal.remark-unseen.not-final': 'Block {block} is not final yet: send the record again in half a minute.',
  'refusal.remark-unseen.other-block': 'The block {hash} did not become final: make the remark again.',
  'refusal.remark-unseen.no-extrinsic': 'Block {block} has {count} extrinsics, and none is {extrinsic}.',
  'refusal.remark-unseen.disagreement':
    'The endpoints of this site do not agree on block {block}: send the record again later.',
  'refusal.remark-unseen.no-remark':
    'Extrinsic {extrinsic} of block {block} makes no remark for {account} that holds the hash {id}, or did not go through.',
  'refusal.remark-unseen.bad-place':
    'The hash of a block is 64 hexadecimal digits, and an extrinsic has a number such as 12. Copy both from the wallet or an explorer.',
  // What is asked of the API
  'refusal.bad-parameter.size': 'The log has {size} entries: ask for a size from 0 to {size}.',
  'refusal.bad-parameter.unknown-names': 'The address has parameters that it does not take: {names}.',
  'refusal.bad-parameter.too-small': 'The address has a parameter that it does not take: {name} is at least {least}.',
  'refusal.bad-parameter.too-large': 'The address has a parameter that it does not take: {name} is at most {most}.',
  'refusal.bad-parameter.not-one-of': 'The address has a parameter that it does not take: {name} is one of {allowed}.',
  'refusal.bad-parameter.form':
    'The address has a parameter that it does not take: {name} is not written as it should be.',
  'refusal.bad-parameter.picture-needs': 'The picture {picture} needs the parameter "{parameter}".',
  'refusal.bad-parameter.picture-option': '"{option}" names what to draw: {known}.',
  'refusal.bad-parameter.picture-none': '"{option}" names what to draw: there is none yet.',
  'refusal.not-found.picture': 'There is no picture "{name}": {pictures}.',
  'refusal.not-found.address': 'There is nothing at this address; /api/openapi.json lists what there is.',
  'refusal.not-found.record': 'The log has no such record.',
  'refusal.not-found.receipt': 'There is no receipt for it.',
  'refusal.not-found.kind': 'There is no such kind of record.',
  'refusal.not-found.tile': 'The log has no such tile.',
  'refusal.not-found.bundle': 'The log has no such bundle.',
  'refusal.not-found.evidence': 'There is no such evidence, or no longer.',
  'refusal.not-found.stored-result': 'There is no such stored result.',
  'refusal.malformed.not-utf8': 'The note is not UTF-8 text.',
  'refusal.malformed.no-import':
    'Only an import is sent with its files; this is a record of the kind "{kind}": submit it alone.',
  'refusal.malformed.parts': 'The body is not multipart/form-data that can be read to its end.',
  'refusal.malformed.part':
    'The next part is "{found}" and has to be "{expected}": the record first, then its files in the order of its fields.',
  'refusal.malformed.part-missing':
    'The part "{expected}" is missing: the record first, then its files in the order of its fields.',
  'refusal.malformed.part-more': 'There are more parts than the record and the files that it names.',
  'refusal.too-large.files':
    'The files of an import have at most {mib} MiB together: import them from the command line, where there is no such limit.',
  'refusal.evidence-mismatch.sent':
    'The file "{file}" has the SHA-256 {found}, and the record names {sha256}: send the file that was read when it was signed.',
  // What is wrong with the asking itself
  'meaning.not-text': 'A record is submitted as text/plain.',
  'meaning.wrong-method': 'This address does not take this method.',
  'meaning.too-many-readers': 'No event stream is opened at this moment.',
  'meaning.internal': 'A promise of the software was broken; the operator is told.',
  'refusal.not-text.content-type': 'Send the signed note as text/plain.',
  'refusal.not-text.multipart': 'Send the signed import and its files as multipart/form-data.',
  'refusal.wrong-method.others': 'This address takes {methods}.',
  'refusal.too-many-readers.events': 'The server is going down: ask again in a moment, or read the log at intervals.',
  'refusal.internal.broken-promise': 'Something broke on the server; its operator is told.',
  'refusal.internal.no-receipt':
    'The record is in the log as entry {index}. Its receipt could not be made just now: ask for it in a moment.',
  'refusal.internal.unknown-outcome':
    'Something broke while the record was stored, and it is not known whether it is in the log. Send the same signed text again: it enters once.',
  // The command line
  'refusal.evidence-missing.import': 'The files of this import are no longer at hand.',
  'refusal.target-unknown.statement': 'The log has no statement or conversation {id}.',
  'refusal.conversation-unknown.export': 'The log has no conversation {id}.',
  // Signing in the browser
  'refusal.bad-signature.of-wallet':
    'This signature does not fit the text and the account. Check that the right key signed, and the whole text with its last line break.',
  'refusal.bad-signature.not-hex':
    'There is no signature in it: it is 128 hexadecimal digits or a few more. Copy all that the terminal shows.',
} as const
