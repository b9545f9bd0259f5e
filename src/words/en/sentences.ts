import type { KindName } from '../../records/registry.ts'

type Of = KindName | 'other' | 'unknown'
type Said = `sentence.${Of}` | `sentence.${Of}.${string}.${string}`

/**
 * A record in a sentence: `{who}` signed it, `{words}` are its author's or those that it repeats, the rest are the
 * parameters of its line, each said as `sentence.<kind>.<parameter>.<code>` where that has words. A kind without a sentence
 * of its own is said by what it does.
 */
export const sentences = {
  'sentence.other': '{who} {does}: {words}',
  'sentence.unknown': '{who} signed a record of kind “{kind}”',
  'sentence.vote': '{who} {choice, select, agree {agreed with} disagree {disagreed with} other {passed on}} “{words}”',
  'sentence.statement': '{who} said: “{words}”',
  'sentence.conversation': '{who} began the conversation “{words}”',
  'sentence.import': '{who} imported the conversation “{words}”',
  'sentence.question': '{who} put the standing question “{words}”',
  'sentence.position':
    '{who} answered {stance, select, 1 {“no”} 2 {“mostly no”} 3 {“rather no”} 4 {“undecided”} 5 {“rather yes”} 6 {“mostly yes”} 7 {“yes”} other {“it depends”}} to “{words}”',
  'sentence.opinion': '{who} gave an opinion: “{words}”',
  'sentence.introduction': '{who} introduced themselves as “{words}”',
  'sentence.inquiry': '{who} asked: “{words}”',
  'sentence.answer': '{who} answered: “{words}”',
  'sentence.promise': '{who} promised: “{words}”',
  'sentence.explanation': '{who} explained a movement: “{words}”',
  'sentence.rating':
    '{who} rated an explanation: {verdict, select, explains {it explains the movement} partly {it explains a part of the movement} other {it does not explain the movement}}',
  'sentence.claim': '{who} claimed about an event: “{words}”',
  'sentence.context': '{who} wrote a note: “{words}”',
  'sentence.context-rating':
    '{who} rated the note “{words}”: {verdict, select, helpful {it helps} in-part {it helps in part} other {it does not help}}',
  'sentence.attribution': '{who} claimed that an account belongs to “{words}”',
  'sentence.web-check': '{who} looked at a proof on the web: {result}',
  'sentence.web-check.result.named': 'it names the account',
  'sentence.web-check.result.not-named': 'it does not name the account',
  'sentence.web-check.result.not-reached': 'it could not be reached',
  'sentence.session': '{who} let a key in a browser vote, {words}',
  'sentence.revoke': '{who} took back a record: {words}',
  'sentence.removal': '{who} removed {count, plural, one {# record} other {# records}}: {category}',
  'sentence.removal.category.illegal': 'it was against the law',
  'sentence.removal.category.privacy': 'it hurt the privacy of somebody',
  'sentence.removal.category.defamation': 'it was defamation',
  'sentence.removal.category.court': 'a court ordered it',
  'sentence.removal.category.author-request': 'the author asked for it',
  'sentence.removal.category.key-compromise': 'somebody else had the key of the author',
  'sentence.link': '{who} said that it belongs together with {account}',
  'sentence.unlink': '{who} ended the link with {account}',
  'sentence.act': '{who} pointed at a privileged act in block {block, number}: {what}',
  'sentence.act.what.proposed': 'a call was proposed',
  'sentence.act.what.approved': 'a call was approved',
  'sentence.act.what.cancelled': 'a call was withdrawn',
  'sentence.act.what.executed': 'a call was executed',
  'sentence.act.what.failed': 'a call failed',
  'sentence.act.what.called': 'a call was made',
  'sentence.act.what.key-changed': 'the privileged key changed',
  'sentence.act.what.upgraded': 'the runtime was replaced',
  'sentence.act.what.safe-mode-entered': 'safe mode began',
  'sentence.act.what.safe-mode-extended': 'safe mode was extended',
  'sentence.act.what.safe-mode-left': 'safe mode ended',
  'sentence.referendum':
    '{who} pointed at referendum {referendum, number} of the chain in block {block, number}: {what}',
  'sentence.referendum.what.submitted': 'it was submitted',
  'sentence.referendum.what.voted': 'somebody voted',
  'sentence.referendum.what.vote-removed': 'a vote was taken back',
  'sentence.referendum.what.passed': 'it passed',
  'sentence.referendum.what.delegated': 'another one decides on',
  'sentence.referendum.what.rejected': 'it was rejected',
  'sentence.referendum.what.cancelled': 'it was cancelled',
  'sentence.referendum.what.killed': 'it was stopped',
  'sentence.referendum.what.expired': 'it expired',
  'sentence.referendum.what.fast-tracked': 'it is enacted at once',
  'sentence.referendum.what.enacted': 'its call was carried out',
  'sentence.movement': '{who} pointed at a large movement in block {block, number}: {what}',
  'sentence.movement.what.transfer': 'TAO was transferred',
  'sentence.movement.what.stake': 'TAO was staked',
  'sentence.movement.what.unstake': 'TAO was unstaked',
  'sentence.movement.what.redelegation': 'stake moved to another validator',
  'sentence.movement.what.swap': 'stake moved to another subnet',
  'sentence.movement.what.handover': 'stake was handed over',
  'sentence.movement.what.hotkey-swap': 'a hotkey became another one',
  'sentence.movement.what.coldkey-swap': 'a coldkey became another one',
} as const satisfies Partial<Record<Said, string>>
