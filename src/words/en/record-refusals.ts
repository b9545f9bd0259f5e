import type { Messages } from '../language.ts'

/** What the parser, the kinds and the file formats refuse: what happened, to what, and what to do. */
export const recordRefusals = {
  // The bytes of a note or a record
  'refusal.malformed.no-line-feed': 'The text does not end with a line feed: add one.',
  'refusal.malformed.not-a-note':
    'This is not a signed record: it is a text, a blank line and one signature line. Copy all three as they are.',
  'refusal.too-large.note': 'The record is longer than {kib} KiB with its signature: shorten it.',
  'refusal.bad-encoding':
    'The text has {character} in line {line}, half of a character or a byte order mark: save the text as UTF-8 without one.',
  'refusal.control-character':
    'The text has {character} in line {line}, a control character: write spaces instead of tabs, and end each line with a single LF.',
  'refusal.bidi-override':
    'The text has {character} in line {line}, a character that reorders how the rest is displayed: take it out.',
  'refusal.not-nfc': 'Line {line} is not in Unicode normalisation form NFC: normalise the text before signing it.',
  'refusal.zero-width.header':
    'The header {header} has the invisible character {character} where no script needs it: take it out.',
  'refusal.zero-width.line':
    'Line {line} has the invisible character {character} after "{before}", where no script needs it: take it out.',
  'refusal.first-line':
    'The first line is "{line}": it has to be the origin of the log and the words "signed record v1".',
  'refusal.bad-header.too-many': 'There are {count} headers: a record has at most {most}.',
  'refusal.bad-header.form': '"{line}" is not a header: write "key: value", the key in lowercase letters.',
  'refusal.header-missing.common': 'The header {header} is missing: every record has one.',
  'refusal.header-missing.kind': 'The header {header} is missing: every record of the kind {kind} has one.',
  'refusal.header-order.common': 'The headers have to come in this order: action, those of the kind, {order}.',
  'refusal.header-order.kind': 'The headers of this {kind} have to come in this order: {order}.',
  'refusal.header-unknown.header': 'A record of the kind {kind} has no header {header}: take it out.',
  'refusal.header-unknown.field': 'A record of the kind {kind} has no field {field}: it has {fields}.',
  'refusal.header-duplicate': 'The header {header} stands there twice: keep one.',
  'refusal.header-too-long': 'The header {header} is longer than {most} bytes: shorten it.',
  'refusal.not-trimmed.header':
    'The header {header} is empty or begins or ends with white space: trim it, or leave the header out.',
  'refusal.not-trimmed.body': 'The body is empty, or begins or ends with white space or blank lines: trim it.',
  'refusal.not-canonical.text':
    'The text can be read, but a record is written in another way: let Sensus write it again.',
  'refusal.not-canonical.header':
    'The header {header} is "{value}", which is written in another way: let Sensus write it again.',
  'refusal.bad-account': 'The account "{value}" is not an SS58 address with prefix 42: copy it again from the wallet.',
  'refusal.bad-time': 'The time "{value}" is not a real date: write it like 2026-11-22T15:00:00Z.',
  'refusal.bad-nonce': 'The nonce is not 32 lowercase hexadecimal digits: take 16 random bytes.',
  'refusal.body-missing': 'A record of the kind {kind} needs a body after a blank line: write one.',
  'refusal.body-not-allowed': 'A record of the kind {kind} has no body: take it out.',
  'refusal.body-too-long.any': 'The body is longer than {kib} KiB: shorten it.',
  'refusal.body-too-long.kind':
    'The body has {length} characters: a record of the kind {kind} has at most {most}, and at most {mostBytes} bytes.',
  // The signature
  'refusal.signature-count': 'The record has {count} signatures: it carries exactly one.',
  'refusal.wrong-signer': "The signature is by {signer}, the account is {account}: sign with the account''s own key.",
  'refusal.unknown-suite':
    'The key id of the signature fits {account} under no known suite: sign with sr25519, Ed25519 or ECDSA as Sensus writes it.',
  'refusal.denied-key':
    'The signature of {account} is refused: its key, or its form, is one that anybody could forge. Sign with another account.',
  'refusal.session-unknown': 'The log has no session {session} of {account}: sign in again.',
  'refusal.session-key-mismatch': 'The signature is not by the key that session {session} names: sign in again.',
  'refusal.session-scope.kind': 'A session key may not sign a record of the kind {kind}: sign it with the wallet.',
  'refusal.session-scope.other-session': 'A session key may revoke only its own session: sign with the wallet.',
  // One field
  'refusal.bad-field.value': 'The header {header} of this {kind} is "{value}": expected {expected}.',
  'refusal.bad-field.session': 'The header session is not the id of a record: it has 64 lowercase hexadecimal digits.',
  'expected.text': '{min} to {max} characters',
  'expected.choice': 'one of {options}',
  'expected.number': 'a whole number from {min} to {max}',
  'expected.id': 'the 64 lowercase hexadecimal digits of a record id',
  'expected.hash': '64 lowercase hexadecimal digits of a SHA-256',
  'expected.amount': 'an amount such as 50.5 TAO, with at most nine decimals and no zero at its end',
  'expected.account': 'an SS58 address with prefix 42 and a right checksum',
  'expected.session-key': 'ed25519: and the 64 lowercase hexadecimal digits of a public key',
  'expected.time': 'a real date written like 2026-11-22T15:00:00Z',
  'expected.date': 'a year, a month or a day, such as 2020, 2020-06 or 2020-06-15',
  'expected.day': 'a day such as 2026-07-01',
  'expected.secret': '32 lowercase hexadecimal digits',
  'expected.list': '1 to {max} different items, with a comma and no space between them',
  'expected.rising-list': '1 to {max} different items in rising order, with a comma and no space between them',
  'expected.call-name': 'a pallet such as AdminUtils, or one of its calls such as System.set_code',
  'expected.opinion-subject':
    'subnet: with a number up to 65535, an SS58 address with prefix 42, or the id of a record',
  'expected.predicate':
    'for example "take 5F… <= 18 %", "stake 5C… >= 100 TAO", "influence 5C… <= 5 %", "lock 5C… >= 100 alpha in subnet 4" or "owner of subnet 4 is 5C…"',
  'refusal.target-unknown.no-title':
    'The log has no record or imported statement {id} with words to repeat: look it up again.',
  // The parts of a body
  'refusal.bad-field.words-before-parts': 'The body has words before its first part: its parts are {headings}.',
  'refusal.bad-field.unknown-part': 'The body has a part "# {heading}": its parts are {headings}.',
  'refusal.bad-field.part-order':
    'The part "# {heading}" stands there twice, or after a part that follows it: their order is {headings}.',
  'refusal.bad-field.part-missing': 'The body lacks the part "# {heading}": write it.',
  'refusal.bad-field.part-empty':
    'The part "# {heading}" is empty, or begins or ends with white space or blank lines: trim it.',
  'refusal.bad-field.part-too-long': 'The part "# {heading}" has {length} characters, and may have {most}: shorten it.',
  'refusal.bad-field.part-heading':
    'The part "# {heading}" has a line that begins like a heading: put something before the "#".',
  // The rules of the kinds
  'refusal.bad-field.ends-before-signed':
    'The session ends before it is signed: give a not-after that lies after time.',
  'refusal.bad-field.session-too-long': 'The session is longer than {days} days: give an earlier not-after.',
  'refusal.bad-field.totals-never-shown':
    'Totals are shown after the close, but the conversation never closes: give closes, or totals: always.',
  'refusal.bad-field.parameters-form':
    'The parameters "{value}" are not name=value with & between, names in the order of the alphabet, without the conversation: write them so.',
  'refusal.bad-field.opening-of-nothing':
    'A time until which votes can be opened is given, but votes are not sealed: leave one out, or seal them.',
  'refusal.bad-field.sealed-needs-times':
    'Sealed votes need a time at which the conversation closes, and one until which they can be opened: give both.',
  'refusal.bad-field.opening-before-close': 'Votes could be opened only before the close: give a later opening-ends.',
  'refusal.bad-field.closes-before-opens':
    'The conversation closes before it opens: give a closes that lies after opens.',
  'refusal.bad-field.metadata-and-proofs': 'Only one of "metadata" and "proofs" is there: give both, or neither.',
  'refusal.bad-field.first-and-flows': 'Only one of "first" and "flows" is there: give both, or neither.',
  'refusal.bad-field.begun-half':
    'Where a call was begun takes two headers: give "begun" and "begun-extrinsic", or neither.',
  'refusal.bad-field.vote-of-nobody': 'A vote says whose it is and what: give "by" and "vote".',
  'refusal.bad-field.delegated-nowhere': 'A referendum that is handed on says to which: give "review".',
  'refusal.bad-field.step-of-no-call':
    'A step towards a call of several says which call: give "call-hash", "begun" and "begun-extrinsic".',
  'refusal.bad-field.first-after-block': '"first" cannot be after "block": give an earlier one.',
  'refusal.bad-field.all-dissenting': '"dissenting" has to be less than "endpoints": correct the numbers.',
  'refusal.bad-field.too-many-agreed': '"agreed" cannot be more than "endpoints": correct the numbers.',
  'refusal.bad-field.account-line': 'Line {line} is "{value}": expected an address, one of {roles}, and a name.',
  'refusal.bad-field.account-twice':
    'Line {line} names {account}, which an earlier line has already: keep one of them.',
  'refusal.bad-field.source-line':
    'Line {line} of the sources is "{value}": write whose side it is, a colon, a space, and the address of a page.',
  'refusal.bad-field.too-many-sources': 'There are {count} sources, and at most {most} can be named: leave some out.',
  'refusal.bad-field.source-address':
    'Line {line} of the sources is "{value}": write the address of a page that begins with https.',
  'refusal.bad-field.source-twice': 'Line {line} of the sources, "{value}", stands there already: keep one of them.',
  'refusal.bad-field.one-side':
    'All sources are of one side: give where another side, or somebody of none, says what happened.',
  'refusal.bad-field.own-account':
    'An account cannot be linked with itself: name the other one, or take part as the other one to confirm what this one signed.',
  'refusal.bad-field.asks-oneself': 'You cannot ask yourself: name the account that is asked.',
  'refusal.bad-field.date-after-time': '"{field}" names a day that is still to come: give one that has begun.',
  'refusal.bad-field.until-not-after-time': '"until" has to be after the time of the record: give a later one.',
  'refusal.bad-field.until-too-late':
    '"until" may be at most six months after the time of the record: give an earlier one.',
  'refusal.bad-field.until-without-predicate': '"until" goes with a "predicate": give both, or leave it out.',
  'refusal.bad-field.movement-in-words':
    'The title does not name the movement as its record does: write "{words}", or leave it out.',
  'refusal.bad-field.announcement-and-secret':
    'Only one of "announcement" and "secret" is there: give both, or neither.',
  'refusal.bad-field.stake-exact':
    'A stake that is exact, or at least so much, has "stake" and no "stake-below": give the one figure.',
  'refusal.bad-field.stake-withheld':
    'A withheld stake has neither "stake" nor "stake-below": leave both out, or say how you give it.',
  'refusal.bad-field.stake-band': 'For the stake, a band has both "stake" and "stake-below": give both.',
  'refusal.bad-field.stake-order': '"stake" has to be less than "stake-below": correct the figures.',
  'refusal.bad-field.ladder-line':
    'Line {line} is "{value}": expected for example "from 0.1 %: interests, explanations within 14 days".',
  'refusal.bad-field.ladder-order':
    'Line {line} does not begin above the line before it: put the smallest share first.',
  'refusal.bad-field.ladder-twice':
    'Line {line} expects {what}, which an earlier line expects already: keep one of them.',
  'refusal.bad-field.from-after-to': '"from" cannot be after "to": correct the days.',
  'refusal.bad-field.not-a-gist': 'The place is no gist: a gist is gist.github.com/USER/ID.',
  'refusal.bad-field.not-a-profile': 'The place is no profile: a profile is SITE/USER, with one of {sites}.',
  'refusal.bad-field.not-a-domain':
    'The place is no domain: a domain is written in lowercase letters, such as example.org, without https://.',
  // Files that records name
  'refusal.csv-columns.missing': '{file} has no column {missing}: its first line names {found}. Export the file again.',
  'refusal.csv-columns.no-header':
    '{file} has no column {missing}: its first line names nothing. Export the file again.',
  'refusal.csv-columns.twice': '{file} names a column twice: its first line names {found}. Export the file again.',
  'refusal.csv-row.cells':
    '{file}, line {line}: found {found} cells, expected {wanted}, as in the first line. Export the file again, or correct that line.',
  'refusal.csv-row.quote':
    '{file}, line {line}: found a quote that is not closed or stands inside a cell, expected quotes around whole cells, doubled inside. Export the file again, or correct that line.',
  'refusal.csv-row.comment-twice':
    '{file}, line {line}: found comment-id {id} again, expected each comment-id once. Export the file again, or correct that line.',
  'refusal.csv-row.id-twice':
    '{file}, line {line}: found the id {id} again, expected each id once. Export the file again, or correct that line.',
  'refusal.csv-row.cell':
    '{file}, line {line}: found {column} "{value}", expected {expected}. Export the file again, or correct that line.',
  'expected.csv-id': 'a whole number from 0 on',
  'expected.csv-id-or-nothing': 'a whole number from 0 on, or nothing',
  'expected.csv-known-comment': 'one that comments.csv has',
  'expected.csv-time': 'Unix seconds or milliseconds',
  'expected.csv-name': 'a name of 1 to 128 characters',
  'expected.csv-words': 'the words of a statement',
  'expected.csv-known-statement': 'one that statements.csv has',
  'expected.csv-when': 'Unix seconds or milliseconds, or a time such as 2026-11-22T15:00:00Z',
  'expected.csv-vote-word': 'agree, disagree or pass, or 1, -1 or 0',
  'expected.csv-moderation': '-1, 0 or 1',
  'expected.csv-boolean': 'true or false',
  'expected.csv-vote': '1, 0 or -1',
  'expected.csv-vote-or-nothing': '1, 0, -1 or nothing',
  'refusal.bad-file.not-utf8': '{file} is not UTF-8 text: save it as CSV in UTF-8.',
  'refusal.bad-file.not-json':
    '{file} is not a Polis export: the whole file cannot be read (not JSON). Export it again.',
  'refusal.bad-file.not-polis': '{file} is not a Polis export: entry {entry} cannot be read. Export it again.',
  'refusal.bad-file.stray-vote':
    '{file}, entry {entry}: found a vote on statement {id}, expected one that the comments have. Export the file again.',
  'refusal.bad-file.vote-sign':
    'The files say that agree is {declared}, but on their own statements people voted {plus} times 1 and {minus} times -1, and nobody adds what they disagree with. Say which it is: --sign plain (1 means agree) or --sign turned (-1 does).',
  'refusal.bad-file.not-delegates':
    'The list of delegates is not JSON with name, url, description and signature by hotkey: look at the file.',
  'refusal.bad-file.delegate-address': 'The list of delegates names "{value}", which is no address: look at the file.',
} as const satisfies Messages
