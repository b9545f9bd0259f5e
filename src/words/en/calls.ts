/** Calls of the chain as what they ask for: `call.<Pallet>.<call>`, with their arguments as src/words/calls.ts writes them. */
export const calls = {
  'call.other': '{call}{args, select, none {} other {: {args}}}',
  'call.argument': '{name} {value}',
  'call.none': 'A call that is known by its hash alone',
  'call.also': '{first} and {more, plural, one {# more call} other {# more calls}}',
  'call.value.tao': '{whole, number}{fraction, select, none {} other {.{fraction}}} TAO',
  'call.value.alpha': '{whole, number}{fraction, select, none {} other {.{fraction}}} alpha',
  'call.value.percent': '{percent} %',
  'call.value.digest': '{digest} ({size, plural, one {# byte} other {# bytes}})',
  'call.value.nothing': 'none',
  'call.value.true': 'yes',
  'call.value.false': 'no',
  'call.System.remark': 'Write the remark “{remark}” on the chain',
  'call.System.remark_with_event': 'Write the remark “{remark}” on the chain, with an event',
  'call.System.set_code': 'Put another runtime in force: code {code}',
  'call.System.set_code_without_checks': 'Put another runtime in force, unchecked: code {code}',
  'call.System.authorize_upgrade': 'Allow anybody to put the runtime with the code {code_hash} in force',
  'call.System.authorize_upgrade_without_checks':
    'Allow anybody to put the runtime with the code {code_hash} in force, unchecked',
  'call.System.apply_authorized_upgrade': 'Put the allowed runtime in force: code {code}',
  'call.System.set_storage': 'Write {items, plural, one {# entry} other {# entries}} of the state directly',
  'call.System.kill_storage': 'Delete {keys, plural, one {# entry} other {# entries}} of the state directly',
  'call.System.kill_prefix': 'Delete what stands under {prefix} of the state, up to {subkeys, number} entries',
  'call.System.set_heap_pages': 'Set the memory of the runtime to {pages, number} pages',
  'call.Sudo.sudo': 'With the rights of root:',
  'call.Sudo.sudo_unchecked_weight': 'With the rights of root, whatever it weighs:',
  'call.Sudo.sudo_as': 'With the rights of {who}:',
  'call.Sudo.set_key': 'Give the privileged key to {new}',
  'call.Sudo.remove_key': 'Remove the privileged key for ever',
  'call.Utility.batch': '{calls, plural, one {# call} other {# calls}} in turn, until one fails:',
  'call.Utility.batch_all': '{calls, plural, one {# call} other {# calls}}, all or none:',
  'call.Utility.force_batch': '{calls, plural, one {# call} other {# calls}} in turn, whatever fails:',
  'call.Utility.as_derivative': 'As the derived account {index}:',
  'call.Utility.dispatch_as': 'With another origin:',
  'call.Utility.dispatch_as_fallible': 'With another origin:',
  'call.Utility.with_weight': 'With a weight of its own:',
  'call.Utility.if_else': 'The first of these, and if it fails the second:',
  'call.Multisig.as_multi': 'As a multisig of which {threshold} have to approve:',
  'call.Multisig.as_multi_threshold_1': 'As a multisig of which one has to approve:',
  'call.Multisig.approve_as_multi': 'Approve the call {call_hash} of a multisig of which {threshold} have to',
  'call.Multisig.cancel_as_multi': 'Withdraw the call {call_hash} of a multisig',
  'call.Proxy.proxy': 'On behalf of {real}:',
  'call.Proxy.proxy_announced': 'On behalf of {real}, as announced:',
  'call.Proxy.announce': 'Announce the call {call_hash} on behalf of {real}',
  'call.Proxy.add_proxy':
    'Let {delegate} act as proxy of type {proxy_type}{delay, select, 0 {} other {, {delay} blocks after an announcement}}',
  'call.Proxy.remove_proxy': 'Let {delegate} act as proxy of type {proxy_type} no more',
  'call.Proxy.remove_proxies': 'Remove every proxy',
  'call.Proxy.create_pure': 'Make an account without a key, with a proxy of type {proxy_type}',
  'call.Proxy.kill_pure': 'Give up an account without a key that {spawner} made',
  'call.Scheduler.schedule': 'At block {when, number}:',
  'call.Scheduler.schedule_named': 'At block {when, number}:',
  'call.Scheduler.schedule_after': 'In {after, plural, one {# block} other {# blocks}}:',
  'call.Scheduler.schedule_named_after': 'In {after, plural, one {# block} other {# blocks}}:',
  'call.Scheduler.cancel': 'Cancel task {index} of block {when, number}',
  'call.Scheduler.cancel_named': 'Cancel the task {id}',
  'call.Preimage.note_preimage': 'Put the bytes {bytes} on the chain',
  'call.Preimage.unnote_preimage': 'Take the bytes {hash} off the chain',
  'call.SafeMode.enter': 'Enter safe mode',
  'call.SafeMode.force_enter': 'Enter safe mode',
  'call.SafeMode.extend': 'Extend safe mode',
  'call.SafeMode.force_extend': 'Extend safe mode',
  'call.SafeMode.force_exit': 'Leave safe mode',
  'call.SafeMode.force_slash_deposit': 'Take the deposit for safe mode of {account}',
  'call.SafeMode.force_release_deposit': 'Give the deposit for safe mode back to {account}',
  'call.Balances.transfer_allow_death': 'Transfer {value} to {dest}',
  'call.Balances.transfer_keep_alive': 'Transfer {value} to {dest}',
  'call.Balances.transfer_all': 'Transfer all that can be transferred to {dest}',
  'call.Balances.force_transfer': 'Transfer {value} of {source} to {dest}',
  'call.Balances.force_unreserve': 'Free {amount} that {who} has reserved',
  'call.Balances.force_set_balance': 'Set the free balance of {who} to {new_free}',
  'call.Balances.force_adjust_total_issuance':
    '{direction, select, Increase {Raise} Decrease {Lower} other {Change}} the recorded issuance by {delta}',
  'call.Balances.burn': 'Burn {value}',
  'call.AdminUtils.schedule_grandpa_change':
    'Change the {next_authorities, plural, one {# authority} other {# authorities}} of finality in {in_blocks, plural, one {# block} other {# blocks}}',
  'call.AdminUtils.swap_authorities':
    'Replace who makes blocks by {new_authorities, plural, one {# authority} other {# authorities}}',
  'call.AdminUtils.sudo_set_activity_cutoff':
    'Set the activity cutoff of subnet {netuid} to {activity_cutoff, number} blocks',
  'call.AdminUtils.sudo_set_adjustment_alpha': 'Set the adjustment alpha of subnet {netuid} to {adjustment_alpha} %',
  'call.AdminUtils.sudo_set_adjustment_interval':
    'Set the adjustment interval of subnet {netuid} to {adjustment_interval, number} blocks',
  'call.AdminUtils.sudo_set_admin_freeze_window':
    'Set the window at the end of a tempo in which owners change nothing to {window, number} blocks',
  'call.AdminUtils.sudo_set_alpha_sigmoid_steepness':
    'Set the steepness of the alpha sigmoid of subnet {netuid} to {steepness}',
  'call.AdminUtils.sudo_set_alpha_values':
    'Set the liquid alpha of subnet {netuid} to between {alpha_low} % and {alpha_high} %',
  'call.AdminUtils.sudo_set_bonds_moving_average':
    'Set the moving average of bonds of subnet {netuid} to {bonds_moving_average, number}',
  'call.AdminUtils.sudo_set_bonds_penalty': 'Set the bonds penalty of subnet {netuid} to {bonds_penalty} %',
  'call.AdminUtils.sudo_set_bonds_reset_enabled':
    '{enabled, select, true {Allow} other {Forbid}} the reset of bonds on subnet {netuid}',
  'call.AdminUtils.sudo_set_burn_half_life':
    'Set the half-life of the registration cost of subnet {netuid} to {burn_half_life, number} blocks',
  'call.AdminUtils.sudo_set_burn_increase_mult':
    'Multiply the registration cost of subnet {netuid} by {burn_increase_mult} at each registration',
  'call.AdminUtils.sudo_set_ck_burn': 'Set the burn for child keys to {burn, number}',
  'call.AdminUtils.sudo_set_coldkey_swap_announcement_delay':
    'Set the delay between announcing and swapping a coldkey to {duration, number} blocks',
  'call.AdminUtils.sudo_set_coldkey_swap_reannouncement_delay':
    'Set the delay before a swap of a coldkey can be announced anew to {duration, number} blocks',
  'call.AdminUtils.sudo_set_coldkey_swap_schedule_duration':
    'Set the delay of a swap of a coldkey to {duration, number} blocks',
  'call.AdminUtils.sudo_set_commit_reveal_version': 'Set the version of commit and reveal to {version}',
  'call.AdminUtils.sudo_set_commit_reveal_weights_enabled':
    '{enabled, select, true {Switch on} other {Switch off}} commit and reveal of weights on subnet {netuid}',
  'call.AdminUtils.sudo_set_commit_reveal_weights_interval':
    'Set the interval between commit and reveal on subnet {netuid} to {interval, plural, one {# epoch} other {# epochs}}',
  'call.AdminUtils.sudo_set_default_take': 'Set the default take of validators to {default_take} %',
  'call.AdminUtils.sudo_set_difficulty': 'Set the difficulty of subnet {netuid} to {difficulty, number}',
  'call.AdminUtils.sudo_set_dissolve_network_schedule_duration':
    'Set the delay before a subnet is dissolved to {duration, number} blocks',
  'call.AdminUtils.sudo_set_ema_price_halving_period':
    'Set the halving period of the moving price of subnet {netuid} to {ema_halving, number} blocks',
  'call.AdminUtils.sudo_set_evm_chain_id': 'Set the chain id of the EVM to {chain_id}',
  'call.AdminUtils.sudo_set_immunity_period':
    'Set the immunity period of subnet {netuid} to {immunity_period, number} blocks',
  'call.AdminUtils.sudo_set_kappa': 'Set the kappa of subnet {netuid} to {kappa} %',
  'call.AdminUtils.sudo_set_liquid_alpha_enabled':
    '{enabled, select, true {Switch on} other {Switch off}} liquid alpha on subnet {netuid}',
  'call.AdminUtils.sudo_set_lock_reduction_interval':
    'Let the cost of a new subnet fall over {interval, number} blocks',
  'call.AdminUtils.sudo_set_max_allowed_uids': 'Set the most neurons of subnet {netuid} to {max_allowed_uids, number}',
  'call.AdminUtils.sudo_set_max_allowed_validators':
    'Set the most validators of subnet {netuid} to {max_allowed_validators, number}',
  'call.AdminUtils.sudo_set_max_burn': 'Set the highest registration cost of subnet {netuid} to {max_burn}',
  'call.AdminUtils.sudo_set_max_difficulty':
    'Set the highest difficulty of subnet {netuid} to {max_difficulty, number}',
  'call.AdminUtils.sudo_set_max_epochs_per_block': 'Set the most epochs in a block to {max_epochs_per_block, number}',
  'call.AdminUtils.sudo_set_max_mechanism_count':
    'Set the most mechanisms of a subnet to {max_mechanism_count, number}',
  'call.AdminUtils.sudo_set_max_registrations_per_block':
    'Set the most registrations in a block on subnet {netuid} to {max_registrations_per_block, number}',
  'call.AdminUtils.sudo_set_max_weight_limit': 'Set the highest weight on subnet {netuid} to {max_weight_limit} %',
  'call.AdminUtils.sudo_set_mechanism_count':
    'Set the number of mechanisms of subnet {netuid} to {mechanism_count, number}',
  'call.AdminUtils.sudo_set_mechanism_emission_split': 'Split the emission of subnet {netuid} between its mechanisms',
  'call.AdminUtils.sudo_set_min_allowed_uids':
    'Set the fewest neurons of subnet {netuid} to {min_allowed_uids, number}',
  'call.AdminUtils.sudo_set_min_allowed_weights':
    'Set the fewest weights that are set at once on subnet {netuid} to {min_allowed_weights, number}',
  'call.AdminUtils.sudo_set_min_burn': 'Set the lowest registration cost of subnet {netuid} to {min_burn}',
  'call.AdminUtils.sudo_set_min_childkey_take_per_subnet':
    'Set the lowest take of child keys on subnet {netuid} to {take} %',
  'call.AdminUtils.sudo_set_min_delegate_take': 'Set the lowest take of validators to {take} %',
  'call.AdminUtils.sudo_set_min_difficulty': 'Set the lowest difficulty of subnet {netuid} to {min_difficulty, number}',
  'call.AdminUtils.sudo_set_min_non_immune_uids':
    'Set the fewest neurons without immunity of subnet {netuid} to {min, number}',
  'call.AdminUtils.sudo_set_net_tao_flow_enabled':
    '{enabled, select, true {Count} other {Do not count}} the protocol’s own cost in the flow that emission follows',
  'call.AdminUtils.sudo_set_network_immunity_period':
    'Set the immunity period of new subnets to {immunity_period, number} blocks',
  'call.AdminUtils.sudo_set_network_max_stake': 'Set the highest stake on subnet {netuid} to {max_stake}',
  'call.AdminUtils.sudo_set_network_min_lock_cost': 'Set the lowest cost of a new subnet to {lock_cost}',
  'call.AdminUtils.sudo_set_network_pow_registration_allowed':
    '{registration_allowed, select, true {Allow} other {Forbid}} registration by work on subnet {netuid}',
  'call.AdminUtils.sudo_set_network_rate_limit':
    'Set the shortest time between two new subnets to {rate_limit, number} blocks',
  'call.AdminUtils.sudo_set_network_registration_allowed':
    '{registration_allowed, select, true {Allow} other {Forbid}} registration on subnet {netuid}',
  'call.AdminUtils.sudo_set_nominator_min_required_stake': 'Set the least stake with a validator to {min_stake}',
  'call.AdminUtils.sudo_set_owner_cut_auto_lock_enabled':
    '{enabled, select, true {Lock} other {Do not lock}} the owner’s cut of subnet {netuid} by itself',
  'call.AdminUtils.sudo_set_owner_cut_enabled':
    '{enabled, select, true {Pay} other {Do not pay}} the owner’s cut of subnet {netuid}',
  'call.AdminUtils.sudo_set_owner_hparam_rate_limit':
    'Set the shortest time between two changes by an owner to {epochs, plural, one {# epoch} other {# epochs}}',
  'call.AdminUtils.sudo_set_owner_immune_neuron_limit':
    'Set the immune neurons of the owner of subnet {netuid} to {immune_neurons, number}',
  'call.AdminUtils.sudo_set_rao_recycled': 'Set the TAO recycled by registrations on subnet {netuid} to {rao_recycled}',
  'call.AdminUtils.sudo_set_recycle_or_burn':
    '{recycle_or_burn, select, Recycle {Recycle} Burn {Burn} other {Set to {recycle_or_burn}}} what the owner of subnet {netuid} would mine',
  'call.AdminUtils.sudo_set_rho': 'Set the rho of subnet {netuid} to {rho, number}',
  'call.AdminUtils.sudo_set_serving_rate_limit':
    'Set the serving rate limit of subnet {netuid} to {serving_rate_limit, number} blocks',
  'call.AdminUtils.sudo_set_sn_owner_hotkey': 'Make {hotkey} the owner’s hotkey of subnet {netuid}',
  'call.AdminUtils.sudo_set_subnet_owner_hotkey': 'Make {hotkey} the owner’s hotkey of subnet {netuid}',
  'call.AdminUtils.sudo_set_stake_threshold': 'Set the stake that is needed to set weights to {min_stake}',
  'call.AdminUtils.sudo_set_start_call_delay': 'Set the delay before a new subnet can start to {delay, number} blocks',
  'call.AdminUtils.sudo_set_subnet_emission_enabled':
    '{enabled, select, true {Switch on} other {Switch off}} the emission into the pool of subnet {netuid}',
  'call.AdminUtils.sudo_set_subnet_limit': 'Set the most subnets to {max_subnets, number}',
  'call.AdminUtils.sudo_set_subnet_moving_alpha':
    'Set the weight of the present in the moving price of subnets to {alpha}',
  'call.AdminUtils.sudo_set_subnet_owner_cut': 'Set the owner’s cut of every subnet to {subnet_owner_cut} %',
  'call.AdminUtils.sudo_set_subtoken_enabled':
    '{subtoken_enabled, select, true {Allow} other {Stop}} trading of the token of subnet {netuid}',
  'call.AdminUtils.sudo_set_tao_flow_cutoff': 'Set the cutoff of the flow that emission follows to {flow_cutoff}',
  'call.AdminUtils.sudo_set_tao_flow_normalization_exponent':
    'Set the exponent of the flow that emission follows to {exponent}',
  'call.AdminUtils.sudo_set_tao_flow_smoothing_factor':
    'Set the smoothing of the flow that emission follows to {smoothing_factor, number}',
  'call.AdminUtils.sudo_set_target_registrations_per_interval':
    'Aim at {target_registrations_per_interval, plural, one {# registration} other {# registrations}} in an interval on subnet {netuid}',
  'call.AdminUtils.sudo_set_tempo': 'Set the tempo of subnet {netuid} to {tempo, number} blocks',
  'call.AdminUtils.sudo_set_toggle_transfer':
    '{toggle, select, true {Allow} other {Forbid}} transfers of stake on subnet {netuid}',
  'call.AdminUtils.sudo_set_total_issuance': 'Set the recorded issuance to {total_issuance}',
  'call.AdminUtils.sudo_set_tx_delegate_take_rate_limit':
    'Set the shortest time between two changes of a take to {tx_rate_limit, number} blocks',
  'call.AdminUtils.sudo_set_tx_rate_limit':
    'Set the shortest time between two transactions of a key to {tx_rate_limit, number} blocks',
  'call.AdminUtils.sudo_set_weights_set_rate_limit':
    'Set the shortest time between two settings of weights on subnet {netuid} to {weights_set_rate_limit, number} blocks',
  'call.AdminUtils.sudo_set_weights_version_key':
    'Set the version of weights of subnet {netuid} to {weights_version_key}',
  'call.AdminUtils.sudo_set_yuma3_enabled':
    '{enabled, select, true {Switch on} other {Switch off}} the third version of Yuma consensus on subnet {netuid}',
  'call.AdminUtils.sudo_toggle_evm_precompile':
    '{enabled, select, true {Switch on} other {Switch off}} the precompile {precompile_id} of the EVM',
  'call.AdminUtils.sudo_trim_to_max_allowed_uids': 'Trim subnet {netuid} to {max_n, number} neurons',
  'call.SubtensorModule.add_stake': 'Stake {amount_staked} with {hotkey} on subnet {netuid}',
  'call.SubtensorModule.add_stake_limit':
    'Stake {amount_staked} with {hotkey} on subnet {netuid}, at a price up to {limit_price}',
  'call.SubtensorModule.remove_stake': 'Unstake {amount_unstaked} from {hotkey} on subnet {netuid}',
  'call.SubtensorModule.remove_stake_limit':
    'Unstake {amount_unstaked} from {hotkey} on subnet {netuid}, at a price of at least {limit_price}',
  'call.SubtensorModule.unstake_all': 'Unstake all from {hotkey}',
  'call.SubtensorModule.move_stake':
    'Move {alpha_amount} from {origin_hotkey} on subnet {origin_netuid} to {destination_hotkey} on subnet {destination_netuid}',
  'call.SubtensorModule.transfer_stake':
    'Hand {alpha_amount} with {hotkey} on subnet {origin_netuid} over to {destination_coldkey}, on subnet {destination_netuid}',
  'call.SubtensorModule.swap_stake':
    'Move {alpha_amount} with {hotkey} from subnet {origin_netuid} to subnet {destination_netuid}',
  'call.SubtensorModule.set_children':
    'Give {hotkey} on subnet {netuid} {children, plural, one {# child key} other {# child keys}}',
  'call.SubtensorModule.swap_hotkey': 'Replace the hotkey {hotkey} by {new_hotkey}',
  'call.SubtensorModule.swap_coldkey': 'Replace the coldkey {old_coldkey} by {new_coldkey}',
  'call.SubtensorModule.schedule_swap_coldkey': 'Replace the own coldkey by {new_coldkey} after a delay',
  'call.SubtensorModule.announce_coldkey_swap':
    'Announce that the own coldkey is to be replaced by the one with the hash {new_coldkey_hash}',
  'call.SubtensorModule.swap_coldkey_announced': 'Replace the own coldkey by {new_coldkey}, as announced',
  'call.SubtensorModule.reset_coldkey_swap': 'Clear the announced swap of the coldkey {coldkey} and what disputes it',
  'call.SubtensorModule.register_network': 'Register a new subnet for {hotkey}',
  'call.SubtensorModule.dissolve_network': 'Dissolve subnet {netuid} of {coldkey}',
  'call.SubtensorModule.root_dissolve_network': 'Dissolve subnet {netuid}',
  'call.SubtensorModule.start_call': 'Start subnet {netuid}',
  'call.SubtensorModule.root_register': 'Register {hotkey} on root',
  'call.SubtensorModule.burned_register': 'Register {hotkey} on subnet {netuid}',
  'call.SubtensorModule.lock_stake': 'Lock {amount} for {hotkey} on subnet {netuid}',
  'call.SubtensorModule.move_lock': 'Move the lock on subnet {netuid} to {destination_hotkey}',
  'call.SubtensorModule.set_perpetual_lock':
    '{enabled, select, true {Keep the lock on subnet {netuid} from decaying} other {Let the lock on subnet {netuid} decay}}',
  'call.SubtensorModule.recycle_alpha': 'Recycle {amount} with {hotkey} on subnet {netuid}',
  'call.SubtensorModule.burn_alpha': 'Burn {amount} with {hotkey} on subnet {netuid}',
  'call.SubtensorModule.update_symbol': 'Set the symbol of subnet {netuid} to {symbol}',
  'call.SubtensorModule.set_subnet_identity': 'Set the identity of subnet {netuid}: {subnet_name}',
  'call.SubtensorModule.set_tempo': 'Set the tempo of subnet {netuid} to {tempo, number} blocks',
  'call.SubtensorModule.increase_take': 'Raise the take of {hotkey} to {take} %',
  'call.SubtensorModule.decrease_take': 'Lower the take of {hotkey} to {take} %',
  'call.SubtensorModule.set_childkey_take': 'Set the take of {hotkey} as a child key on subnet {netuid} to {take} %',
  'call.SubtensorModule.sudo_set_tx_childkey_take_rate_limit':
    'Set the shortest time between two changes of the take of a child key to {tx_rate_limit, number} blocks',
  'call.SubtensorModule.sudo_set_min_childkey_take': 'Set the lowest take of child keys to {take} %',
  'call.SubtensorModule.sudo_set_max_childkey_take': 'Set the highest take of child keys to {take} %',
  'call.SubtensorModule.set_pending_childkey_cooldown':
    'Set the delay before child keys count to {cooldown, number} blocks',
  'call.SubtensorModule.sudo_set_num_root_claims':
    'Set how many root claims a block makes by itself to {new_value, number}',
  'call.SubtensorModule.sudo_set_root_claim_threshold':
    'Set the least root claim on subnet {netuid} to {new_value, number}',
  'call.SubtensorModule.enable_voting_power_tracking': 'Keep the voting power on subnet {netuid}',
  'call.SubtensorModule.disable_voting_power_tracking': 'Keep the voting power on subnet {netuid} no more',
  'call.SubtensorModule.sudo_set_voting_power_ema_alpha':
    'Set the weight of the present in the voting power on subnet {netuid} to {alpha, number}',
  'call.SubtensorModule.trigger_epoch': 'Begin an epoch of subnet {netuid}',
  'call.SubtensorModule.vote': 'Vote {approve, select, true {for} other {against}} the proposal {proposal} as {hotkey}',
  'call.Commitments.set_max_space': 'Set the room for commitments to {new_limit, number} bytes',
  'call.EVM.set_whitelist': 'Let {new, plural, one {# address} other {# addresses}} put contracts on the EVM',
  'call.EVM.disable_whitelist':
    '{disabled, select, true {Let anybody} other {Let only listed addresses}} put contracts on the EVM',
  'call.Swap.set_fee_rate': 'Set the fee of swaps on subnet {netuid} to {rate} %',
  'call.LimitOrders.set_pallet_status': '{enabled, select, true {Switch on} other {Switch off}} limit orders',
  'call.MevShield.set_max_pending_extrinsics_number':
    'Set the most encrypted transactions that wait to {value, number}',
  'call.MevShield.set_stored_extrinsic_lifetime': 'Keep encrypted transactions for at most {value, number} blocks',
  'call.Drand.set_oldest_stored_round': 'Set the oldest kept round of randomness to {oldest_round}',
  'call.Grandpa.note_stalled':
    'Note that finality has stalled: new authorities in {delay, plural, one {# block} other {# blocks}}',
  'call.Triumvirate.propose': 'Put before the Triumvirate:',
  'call.Triumvirate.vote': 'Vote {approve, select, true {for} other {against}} the proposal {proposal}',
  'call.Triumvirate.close': 'Close the proposal {proposal_hash}',
  'call.Triumvirate.execute': 'As a member of the Triumvirate:',
  'call.MultiCollective.add_member': 'Take {who} into the collective {collective_id}',
  'call.MultiCollective.remove_member': 'Take {who} out of the collective {collective_id}',
  'call.MultiCollective.set_members':
    'Make the collective {collective_id} of {members, plural, one {# member} other {# members}}',
  'call.SignedVoting.vote': 'Vote {approve, select, true {for} other {against}} referendum {poll_index}',
  'call.SignedVoting.remove_vote': 'Take back a vote on referendum {poll_index}',
  'call.Referenda.submit': 'Put to a referendum on track {track}:',
} as const
