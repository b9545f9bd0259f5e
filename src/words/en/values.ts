/** Words for the codes that values carry. A parameter that is `none` was not given. */
export const values = {
  // What an entity holds and controls
  'influence.method.entity':
    'An entity is a coldkey with the hotkeys that it owns on the chain, and with the accounts that it is linked with by the signatures of both; nothing else joins accounts.',
  'influence.method.price': 'Alpha counts as TAO at the price that the runtime gave for the block, rounded down.',
  'influence.method.shares':
    'A share of holdings is free and own stake, of all TAO; a share of weight is the stake on its validators, of all stake. They are parts of two wholes and are never added; the order is by the larger of the two.',
  'influence.method.weight':
    'Weight on a subnet is alpha and root stake times the weight of TAO, with what parents give to their children counted for the children.',
  'influence.method.pots':
    'Accounts of the chain’s own software, to which nobody has a key, are pots: what lies in them counts where it was staked, or for nobody.',
  'pot.root': 'In pots: stake on root',
  'pot.subnet': '{n, plural, one {In pots: the pool of # subnet} other {In pots: the pools of # subnets}}',
  'pot.baskets': 'In pots: baskets of root dividends',
  'pot.burn': 'In pots: burned',
  'pot.swap': 'In pots: the swap pallet',
  'pot.crowdloan': '{n, plural, one {In pots: # crowdloan} other {In pots: # crowdloans}}',
  'pot.orders': 'In pots: orders that wait',
  'pot.other': 'In pots: other pallets',
  'backed.proven': 'proven',
  'backed.agreed': 'agreed by {agreed} of {endpoints}',
  'backed.single': 'a single endpoint',
  'backed.disputed': 'disputed',
  'backed.proven.means':
    'What storage holds follows from the state root of this block; the proofs are kept, and “sensus audit” checks them. {agreed} of {endpoints} endpoints agreed on the root, on prices and on what moved, which no proof says.',
  'backed.agreed.means':
    '{agreed} of {endpoints} endpoints gave the same answers, and none gave others. Nothing proves them.',
  'backed.single.means': 'One endpoint of {endpoints} said so. Nobody else was asked, or nobody else answered.',
  'backed.disputed.means':
    '{dissenting, plural, =0 {No more than half of the endpoints answered alike: {agreed} of {endpoints}.} one {# of {endpoints} endpoints gave other answers.} other {# of {endpoints} endpoints gave other answers.}} Who is right is not known.',
  'issuance.people': 'Free or reserved, on accounts of people',
  'issuance.unpotted': 'Staked on root or pooled by subnets, on no account',
  'issuance.found': 'Found together',
  'issuance.issued': 'Issued, as the chain says',
  'issuance.broken':
    'The TAO found in this snapshot is not what the chain issued: {surplus, select, none {{missing} are missing} other {{surplus} are too many}}. Something lies where this reader does not look, or counts twice: do not rely on who holds how much until it is found.',
  'controls.subnets': '{n, plural, one {owns subnet {subnets}} other {owns subnets {subnets}}}',
  'controls.seat': 'sits in: {seat}',
  'controls.key': 'holds a key: {key}',
  'office.subnet': 'subnet {netuid}',
  'key.sudo': '{of, select, none {sudo} other {sudo, as one of {of} of whom any {threshold} decide}}',

  // How another account stands to one of the entity's
  'relation.proxy': 'may act for it',
  'relation.proxy-for': 'it may act for',
  'relation.signatory': 'signs in its multisig',
  'relation.signatory-of': 'it signs in the multisig',
  'relation.child': 'takes weight from its validator',
  'relation.parent': 'gives weight to its validator',
  'relation.swap-due': 'will move to a new coldkey',
  'relation.swapped-from': 'moved here from',
  'relation.swapped-to': 'moved to',
  'relation.detail.proxy': '{delay, select, none {{type}} other {{type}, after {delay} blocks}}',
  'relation.detail.multisig': '{threshold} of {of}',
  'relation.detail.subnet': 'subnet {netuid}',
  'relation.detail.block': 'block {block}',
  'relation.detail.due': '{block, select, 0 {under way} other {from block {block} on}}',
  'tie.linked': 'linked by both keys',
  'tie.swapped': 'swapped on the chain',

  // Rules and collectives
  'rule.sudo': '{of, select, none {Sudo: one key} other {Sudo: any {threshold} of these {of} keys}}',
  'rule.triumvirate': 'Triumvirate: {threshold} of {of}',
  'rule.senate': 'Senate: more than half',
  'rule.review-pass':
    'Review: {percent} % pass at once{status, select, proposed {, as the seats would be filled now} other {}}',
  'rule.review-cancel':
    'Review: {percent} % cancel{status, select, proposed {, as the seats would be filled now} other {}}',
  'rule.stake-half': 'A vote by stake: more than half',
  'rule.stake-two-thirds': 'A vote by stake: two thirds',
  'rule.unknown.signatories-not-seen':
    'The sudo key passes alone. If it is a multisig, its signatories show only in a call, and none has been seen since this log observes the chain.',
  'rule.margin':
    '{percent, select, none {All together do not reach what is needed.} other {The fewest that can pass have {percent} % more than is needed.}}',
  'rotation.economic.title': 'Economic collective',
  'rotation.economic.basis':
    'The 16 coldkeys with the most stake on their hotkeys registered on root, at this block. The proposal takes a moving average over 60 days.',
  'rotation.economic.seat': '{amount} on its root hotkeys',
  'rotation.building.title': 'Building collective',
  'rotation.building.basis':
    'The 16 owners of subnets of at least 180 days with the highest price of their alpha, at this block. The proposal takes the moving price.',
  'rotation.building.seat': 'owner of subnet {netuid}',

  // Movements and what is said about them
  'movement.what.transfer': 'Transferred',
  'movement.what.stake': '{toNetuid, select, none {Staked} 0 {Staked on root} other {Staked on subnet {toNetuid}}}',
  'movement.what.unstake': '{netuid, select, none {Unstaked} 0 {Unstaked on root} other {Unstaked on subnet {netuid}}}',
  'movement.what.redelegation': 'Moved to another validator',
  'movement.what.swap': 'Swapped between subnets',
  'movement.what.handover': 'Stake handed over',
  'movement.what.hotkey-swap': 'Moved to a new hotkey',
  'movement.what.coldkey-swap': 'Moved to a new coldkey',
  'movement.because.issuance': 'a large share of all TAO',
  'movement.because.habit': 'far beyond what this account usually moves',
  'movement.because.power': 'enough to change who has a majority by stake',
  'movement.because.price': 'enough to move the price of a subnet',
  'movement.sum': '{parts, number} flows within {days, plural, one {a day} other {{days} days}}, added up',
  'movement.shown.notable':
    'Shown is what reaches {amount} and three times what its account usually moves, or changes who has a majority, or moves the price of a subnet by two per cent.',
  'movement.shown.large':
    'Shown is what reaches {amount}, half a per cent of what was issued, or changes who has a majority. The smaller ones stand under “all”.',
  'movement.shown.very-large':
    'Shown is what reaches {amount}, two per cent of what was issued. The smaller ones stand under “all”.',
  'movement.least.notable': 'all',
  'movement.least.large': 'large and very large',
  'movement.least.very-large': 'very large only',
  'movement.severity.notable': 'notable',
  'movement.severity.large': 'large',
  'movement.severity.very-large': 'very large',
  'movement.state.unexplained': 'unexplained',
  'movement.state.announced': 'announced',
  'movement.state.explanation-open': 'explanation given, open',
  'movement.state.explained': 'explained',
  'movement.state.disputed': 'disputed',
  'movement.state.not-attributable': 'not attributable',
  'flow.transfer': 'transfer',
  'flow.stake-added': 'staked',
  'flow.stake-removed': 'unstaked',
  'flow.stake-moved': 'stake moved',
  'flow.stake-swapped': 'stake swapped',
  'flow.stake-transferred': 'stake handed over',
  'flow.hotkey-swapped': 'hotkey swapped',
  'flow.coldkey-swapped': 'coldkey swapped',
  'explanation.role.owner': 'By whoever moved it',
  'explanation.role.receiver': 'By whoever has it now',
  'explanation.role.other': 'By somebody else',
  'explanation.standing.stands': 'stands',
  'explanation.standing.does-not-stand': 'does not stand',
  'explanation.standing.disputed': 'disputed',
  'explanation.standing.open': 'open',
  'explanation.why.sides-support': 'Stands: {supporting}, who usually disagree, say that it explains.',
  'explanation.why.crowd-supports': 'Stands: {explains} of the {rated} who rated it say that it explains.',
  'explanation.why.sides-reject': 'Does not stand: {rejecting}, who usually disagree, say that it does not explain.',
  'explanation.why.crowd-rejects':
    'Does not stand: {doesNot} of the {rated} who rated it say that it does not explain.',
  'explanation.why.sides-differ': 'Disputed: {supporting} say that it explains, {rejecting} that it does not.',
  'explanation.why.nobody': 'Open: nobody has rated it yet.',
  'explanation.why.no-place':
    '{cut, select, crowd {Open: only accounts that came after it have rated it, and they do not count.} other {Open: nobody who has a place on a side has rated it yet.}}',
  'explanation.why.in-part': 'Open: most say that it explains in part.',
  'explanation.why.silent': 'Open: nobody of {names} has rated it yet.',
  'explanation.why.against':
    'Open: enough say that it explains, but {names} {n, plural, one {leans} other {lean}} the other way.',
  'explanation.why.few':
    '{cut, select, crowd {Open: few have rated it ({rated});} other {Open: few of {names} have rated it;}} {more} who {n, plural, one {says} other {say}} that it explains would be enough{enough, select, yes {} other { there, but elsewhere too many say otherwise}}.',
  'explanation.why.unclear': 'Open: of those who rated it too many say that it does not explain, or only in part.',
  'explanation.side.leaning': '{name} ({explains} for, {partly} partly, {doesNot} against)',
  'explanation.side.groups': 'group {letter}',
  'explanation.side.halves': '{letter, select, A {the left half of the map} other {the right half of the map}}',
  'explanation.side.crowd': 'everybody',
  'explanation.side.said': '{n} of {people, plural, one {# person} other {# people}} of {name}',
  'explanation.side.row':
    '{name}: {people, plural, one {# person} other {# people}}; {explains} say that it explains, {partly} partly, {doesNot} that it does not: {points, plural, one {# point} other {# points}}{asked, select, yes {} other {, not needed}}',
  'explanation.unplaced':
    '{cut, select, crowd {{n, plural, one {# rating is by an account that came after it, and does not count.} other {# ratings are by accounts that came after it, and do not count.}}} other {{n, plural, one {# rating has no place on a side, and does not count.} other {# ratings have no place on a side, and do not count.}}}}',
  'explanation.rejected-by': '{name} says “does not” to nearly everything that the side of its author writes.',
  'explanation.rule.sides':
    'On each side a person who says that it explains counts 2 points, one who says partly takes 1 away, one who says that it does not takes 3. It stands when each of the two largest sides reaches 5 and none is below 0; with the words exchanged, it does not stand.',
  'explanation.rule.crowd':
    'A person who says that it explains counts 2 points, one who says partly takes 1 away, one who says that it does not takes 3. It stands when they reach 10 together and no side is below 0; with the words exchanged, it does not stand. There are no two sides of at least five people whose support could be asked for.',

  // What people disclose and promise
  'said.by-remark': 'by remark',
  'disclosure.state.met': 'met',
  'disclosure.state.stale': 'older than expected',
  'disclosure.state.open': 'open',
  'disclosure.state.declined': 'declined, with a reason',
  'disclosure.state.not-expected': 'not expected',
  'disclosure.detail.positions': '{of, plural, =0 {no question stands yet} other {{done} of {of} questions}}',
  'disclosure.detail.explanations':
    '{of, plural, =0 {no large movement} one {{done} of {of} movement} other {{done} of {of} movements}}',
  'disclosure.detail.answers':
    '{of, plural, =0 {nobody has asked} one {{done} of {of} question} other {{done} of {of} questions}}',
  'disclosure.detail.linked': '{n} linked',
  'disclosure.detail.unnamed': '{n} not named',
  'disclosure.detail.report': '{from} to {to}',
  shares: '{weight, select, none {{holdings} of all TAO} other {{holdings} of all TAO, {weight} of all stake}}',
  'stake.confirmed': 'confirmed',
  'stake.differs': 'differs',
  'stake.not-checked': 'not checked',
  'stake.means.staked': 'staked',
  'stake.means.held': 'held, staked and free together',
  'commitment.state.kept': 'kept so far',
  'commitment.state.not-kept': 'not kept',
  'commitment.state.not-yet-testable': 'not yet testable',
  'commitment.state.disputed': 'disputed',
  'commitment.nobody': 'nobody',

  // Profiles and proofs on the web
  'profile.raw': 'signature holds',
  'profile.wrapped': 'signature holds, wrapped in <Bytes>',
  'profile.invalid': 'signature does not hold',
  'web-check.named': 'the account is named there',
  'web-check.not-named': 'the account is not named there',
  'web-check.not-reached': 'could not be read',

  // Subnets, and what people think of them
  'subnet.name': '{name, select, none {subnet {netuid}} other {{name} (subnet {netuid})}}',
  'subnet.since.changed': 'it became theirs in block {block}',
  'subnet.since.registered': 'its registration in block {block}; no other owner was seen since',
  'subnet.since.seen': 'at least block {block}, the first snapshot that shows them as the owner',
  'pruning.place':
    '{place, plural, =1 {the next to be removed when a new subnet is registered} other {number # in the line of those to be removed when new subnets are registered}}, of {of, plural, one {# that can be} other {# that can be}}',
  'pruning.immune': 'cannot be removed before block {block}: a new subnet is kept for {blocks} blocks',
  'pruning.short.place': '{place, plural, =1 {next} other {number #}}',
  'pruning.short.immune': 'not before block {block}',
  'pruning.room':
    '{full, select, yes {All {limit} places are taken, so the next registration removes one.} other {{count} of {limit} places are taken: nothing is removed before all are.}}',
  'pruning.means':
    'The chain removes the subnet with the lowest moving price of its alpha among those that are older than {blocks} blocks; of equal prices the one registered first. Prices move, so this is the order at the block of the snapshot and no forecast.',
  'pruning.none': 'No subnet is old enough to be removed.',
  'opinion.method':
    'Each stands with what the latest snapshot shows its author to be there. They are counted by role and never added into a rating. Each ends after 184 days at the latest.',
  'opinion.reply': 'Reply of whom it concerns',
  'opinion.stance.supports': 'supports it',
  'opinion.stance.both': 'sees good and bad',
  'opinion.stance.doubts': 'has doubts',
  'opinion.state.expired': 'expired',
  'opinion.state.earlier-subnet': 'on an earlier subnet of this number',
  'opinion.role.subnet.owner': 'owns it',
  'opinion.role.subnet.validator': 'has weight there',
  'opinion.role.subnet.holder': 'holds its alpha',
  'opinion.role.subnet.none': 'no role there',
  'opinion.role.account.owner': 'the account itself',
  'opinion.role.account.validator': 'has its stake',
  'opinion.role.account.holder': 'stakes on it',
  'opinion.role.account.none': 'no tie on the chain',
  'opinion.role.record.owner': 'moved it',
  'opinion.role.record.signatory': 'may approve it',
  'opinion.role.record.validator': 'has weight on root',
  'opinion.role.record.holder': 'has stake on root',
  'opinion.role.record.none': 'no part in it',
} as const
