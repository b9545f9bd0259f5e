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
  'alarm.stake-locked': '{amount} locked by {from} on subnet {netuid}',
  'alarm.stake-unlocked': '{amount} unlocked by {from} on subnet {netuid}',
  'alarm.lock-moved': 'A lock of {from} on subnet {netuid} moved to another validator',
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
