import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callArguments } from './call-arguments.ts'
import { callInWords, callsInWords, type SaidCall, type SaidValue, valueInWords } from './calls.ts'
import { english, messages } from './en.ts'

const alice = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
const called = (address: string): string => (address === alice ? 'Alice' : address)

/** `AdminUtils.sudo_set_tempo` with arguments such as `netuid number 3`. */
function call(name: string, args: string[] = [], depth = 0): SaidCall {
  const [pallet = '', own = ''] = name.split('.')
  return { depth, pallet, name: own, args: args.map(value) }
}

function value(line: string): SaidValue {
  const [path = '', kind = '', ...text] = line.split(' ')
  return { path, kind, text: text.join(' ') }
}

const said = (name: string, ...args: string[]): string => callInWords(english, call(name, args), called)

describe('a call in words', () => {
  test('says what is asked for, amounts in TAO, shares in percent, accounts by name', () => {
    expect(said('AdminUtils.sudo_set_tempo', 'netuid number 3', 'tempo number 360')).toBe(
      'Set the tempo of subnet 3 to 360 blocks',
    )
    expect(said('Balances.force_set_balance', `who account ${alice}`, 'new_free number 1234500000001')).toBe(
      'Set the free balance of Alice to 1,234.500000001 TAO',
    )
    expect(said('AdminUtils.sudo_set_default_take', 'default_take number 11796')).toBe(
      'Set the default take of validators to 18 %',
    )
    expect(said('AdminUtils.sudo_set_subnet_moving_alpha', 'alpha number 12884902')).toBe(
      'Set the weight of the present in the moving price of subnets to 0.003',
    )
    expect(
      said('AdminUtils.sudo_set_network_registration_allowed', 'netuid number 9', 'registration_allowed bool false'),
    ).toBe('Forbid registration on subnet 9')
    expect(said('Sudo.set_key', `new account ${alice}`)).toBe('Give the privileged key to Alice')
    expect(said('SubtensorModule.update_symbol', 'netuid number 5', 'symbol bytes ceb1')).toBe(
      'Set the symbol of subnet 5 to α',
    )
    expect(said('Sudo.remove_key')).toBe('Remove the privileged key for ever')
  })

  test('counts lists, and shows code by its length and hash', () => {
    expect(said('Utility.batch_all', 'calls.0 call 1', 'calls.1 call 2')).toBe('2 calls, all or none:')
    expect(said('EVM.set_whitelist', 'new nothing ')).toBe('Let 0 addresses put contracts on the EVM')
    const code: SaidValue = { path: 'code', kind: 'digest', text: 'ab'.repeat(32), size: 1_234_567 }
    const update: SaidCall = { depth: 0, pallet: 'System', name: 'set_code', args: [code] }
    expect(callInWords(english, update)).toBe(
      'Put another runtime in force: code 0xabababab…abababab (1,234,567 bytes)',
    )
  })

  test('a call without a sentence, or without what its sentence names, is said exactly', () => {
    expect(said('Pallet.call', 'a number 5', `b account ${alice}`, 'c bool true', 'd nothing ')).toBe(
      'Pallet.call: a 5, b Alice, c yes, d none',
    )
    expect(said('Pallet.call')).toBe('Pallet.call')
    expect(said('AdminUtils.sudo_set_tempo', 'netuid number 3', 'pace number 360')).toBe(
      'AdminUtils.sudo_set_tempo: netuid 3, pace 360',
    )
    expect(said('AdminUtils.sudo_set_tempo', 'netuid number 3', 'tempo name Fast')).toMatch(/^AdminUtils/)
    expect(said('constructor.name', 'a text b')).toBe('constructor.name: a b')
    const many = Array.from({ length: 20 }, (_, i) => `a${i} number ${i}`)
    expect(said('Pallet.call', ...many)).toMatch(/a7 7, …$/)
  })

  test('no digit of a large number is lost', () => {
    expect(said('AdminUtils.sudo_set_difficulty', 'netuid number 1', 'difficulty number 18446744073709551615')).toBe(
      'Set the difficulty of subnet 1 to 18,446,744,073,709,551,615',
    )
  })

  test('several calls are one line: what is asked for first, and how many more', () => {
    const calls = [
      call('Sudo.sudo', ['call call 1']),
      call('Utility.batch', ['calls.0 call 2', 'calls.1 call 3'], 1),
      call('AdminUtils.sudo_set_tempo', ['netuid number 3', 'tempo number 360'], 2),
      call('AdminUtils.sudo_set_tempo', ['netuid number 4', 'tempo number 99'], 2),
    ]
    expect(callsInWords(english, calls)).toBe('Set the tempo of subnet 3 to 360 blocks and 1 more call')
    expect(callsInWords(english, calls.slice(0, 3))).toBe('Set the tempo of subnet 3 to 360 blocks')
    expect(callsInWords(english, [])).toBe('A call that is known by its hash alone')
  })

  test('a value stands in the unit of its argument', () => {
    const burn = { pallet: 'AdminUtils', name: 'sudo_set_min_burn' }
    expect(valueInWords(english, burn, value('min_burn number 500000'))).toBe('0.0005 TAO')
    expect(valueInWords(english, burn, value('netuid number 500000'))).toBe('500000')
    const take = { pallet: 'AdminUtils', name: 'sudo_set_default_take' }
    expect(valueInWords(english, take, value('default_take number 65535'))).toBe('100 %')
  })
})

describe('the sentences of calls', () => {
  const sentences = Object.keys(messages).flatMap((id) => /^call\.([A-Z]\w+\.\w+)$/.exec(id)?.[1] ?? [])

  test('each names arguments that are listed for it, and each list has its sentence', () => {
    expect(sentences.sort()).toEqual(Object.keys(callArguments).sort())
    const unnamed = sentences.flatMap((id) => {
      const listed = (callArguments[id] ?? '').split(' ').map((each) => each.split(':')[0])
      const named = [...(messages[`call.${id}`] ?? '').matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name)
      return named.filter((name) => name !== 'none' && !listed.includes(name)).map((name) => `${id} says {${name}}`)
    })
    // A form of a select may stand alone in braces, as {Lock} and {for}.
    expect(unnamed.filter((each) => !/says \{([A-Z]|for|against)/.test(each))).toEqual([])
  })

  test('whatever stands in a call, it is said, and nothing in braces is left', () => {
    // Bytes that are a text are shown as one, and may themselves have a brace.
    const plain = fc.integer({ min: 0, max: 255 }).filter((byte) => byte !== 0x7b && byte !== 0x7d)
    const kinds = fc.oneof(
      fc.record({ kind: fc.constant('number'), text: fc.bigInt(-(2n ** 127n), 2n ** 128n).map(String) }),
      fc.record({ kind: fc.constant('account'), text: fc.constant(alice) }),
      fc.record({ kind: fc.constant('bool'), text: fc.constantFrom('true', 'false') }),
      fc.record({
        kind: fc.constantFrom('bytes', 'digest'),
        text: fc.array(plain, { maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('hex')),
      }),
      fc.record({ kind: fc.constant('nothing'), text: fc.constant('') }),
      fc.record({ kind: fc.constantFrom('name', 'call'), text: fc.stringMatching(/^[A-Z]\w{0,8}$/) }),
    )
    fc.assert(
      fc.property(fc.constantFrom(...sentences), fc.array(kinds, { minLength: 8, maxLength: 8 }), (id, values) => {
        const names = (callArguments[id] ?? '').split(' ').filter((each) => each !== '')
        const args = names.map((name, i) => ({ path: name.split(':')[0]!, ...values[i]! }))
        const line = callInWords(english, { ...call(id), args })
        expect(line).not.toMatch(/[{}]|NaN|undefined/)
        expect(line.length).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })
})
