/** What an observer has seen before a snapshot has it. */
export const alarms = {
  'alarm.movement.transfer': '{amount} moved from {from}{to, select, none {} other { to {to}}}',
  'alarm.movement.stake':
    '{amount} staked by {from}{toNetuid, select, none {} 0 { on root} other { on subnet {toNetuid}}}',
  'alarm.movement.unstake':
    '{amount} unstaked by {from}{netuid, select, none {} 0 { on root} other { on subnet {netuid}}}',
  'alarm.movement.redelegation': '{amount} of stake moved by {from} to another validator',
  'alarm.movement.swap': '{amount} of stake moved by {from} from subnet {netuid} to subnet {toNetuid}',
  'alarm.movement.handover': '{amount} of stake handed over by {from}{to, select, none {} other { to {to}}}',
  'alarm.movement.hotkey-swap': 'A hotkey of {from} became another one',
  'alarm.movement.coldkey-swap': 'The coldkey {from} became {to}',
  'alarm.privileged-call': 'Privileged call: {call, select, none {not readable} other {{call}}}',
  'alarm.runtime-upgraded': 'The runtime is now version {spec}',
  'alarm.call-proposed': '{from} proposes a privileged call, with hash {call}',
  'alarm.call-approved': '{from} approves the privileged call with hash {call}',
  'alarm.call-cancelled': '{from} withdraws the privileged call with hash {call}',
  'alarm.call-failed': 'A privileged call failed{from, select, none {} other {, carried out by {from}}}',
  'alarm.key-changed': 'The privileged key is now {to, select, none {nobody’s} other {{to}}}',
  'alarm.safe-mode-entered': 'Safe mode began{from, select, none {} other {, by {from}}}',
  'alarm.safe-mode-extended': 'Safe mode was extended{from, select, none {} other {, by {from}}}',
  'alarm.safe-mode-left': 'Safe mode ended{from, select, none {} other {, by {from}}}',
  'alarm.subnet-owner-changed':
    'Subnet {netuid} has another owner: {to}{from, select, none {} other {, before {from}}}',
  'alarm.takeover-near':
    '{from} has {amount} of conviction on subnet {netuid}, more than half of what takes it from its owner{to, select, none {} other { {to}}} by the stated rule',
  'alarm.takeover-reached':
    '{from} has {amount} of conviction on subnet {netuid}, as much as takes it from its owner{to, select, none {} other { {to}}} by the stated rule once it is old enough and nobody has more',
  'alarm.stake-locked': '{amount} locked by {from} on subnet {netuid}',
  'alarm.stake-unlocked': '{amount} unlocked by {from} on subnet {netuid}',
  'alarm.lock-moved': 'A lock of {from} on subnet {netuid} moved to another validator',
  'alarm.referendum-submitted': 'Referendum {referendum} was submitted{from, select, none {} other { by {from}}}',
  'alarm.referendum-passed': 'Referendum {referendum} passed',
  'alarm.referendum-delegated':
    'Referendum {referendum} goes on to its review{review, select, none {} other {, which is referendum {review}}}',
  'alarm.referendum-rejected': 'Referendum {referendum} was rejected',
  'alarm.referendum-cancelled': 'Referendum {referendum} was cancelled',
  'alarm.referendum-killed': 'Referendum {referendum} was ended from outside',
  'alarm.referendum-expired': 'Referendum {referendum} expired without a decision',
  'alarm.referendum-fast-tracked': 'Referendum {referendum} is hastened: its call is carried out without delay',
  'alarm.referendum-enacted': 'The call of referendum {referendum} was carried out',
  'alarm.referendum-failed': 'The call of referendum {referendum} was carried out and had no effect',
  'alarm.amount.tao': '{amount, number} TAO',
  'alarm.amount.alpha': '{amount, number} alpha',
  'alarm.severity.notable': 'notable',
  'alarm.severity.large': 'large',
  'alarm.severity.very-large': 'very large',
  'alarm.state.seen': 'Seen by the observer of this site in block {block}; in no snapshot yet.',
  'alarm.state.in-snapshot': 'Seen in block {block}; in the log since entry {snapshot}.',
  'alarm.state.recorded': 'Seen in block {block}; the log has it as entry {record}.',
  'alarm.feed.title': '{name}: what the chain does',
  'alarm.feed.subtitle':
    'What the observer of this site has seen in finalized blocks, before a snapshot has it: not yet agreed with others.',
} as const
