import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flowsTold } from '../../test/flows.ts'
import { holdings } from '../../test/holdings.ts'
import { joinFlows, rowsOfTable, someFlows, tableOfFlows } from '../chain/flow-table.ts'
import { hex, sha256, text, utf8 } from '../log/bytes.ts'
import { Malformed } from '../log/errors.ts'
import { type Columns, readColumns, writeColumns } from './columns.ts'
import { type Flows, flowKinds, readFlows, writeFlows } from './flows.ts'

const snapshot = (block: number) => holdings(`block ${block}\nalice has 1\nbob has 1`)
const day = (block = 200, first = 100): Flows =>
  flowsTold(
    snapshot(block),
    first,
    `${first}: alice transfers 30 to bob
     ${first + 1}: bob stakes 5 on hal in 3
     ${first + 2}: bob moves 2 from hal to hella in 3
     ${first + 3}: alice becomes alina`,
  )

function other(change: (columns: Columns) => void): Uint8Array {
  const columns = readColumns(writeFlows(day()))
  change(columns)
  return writeColumns(columns)
}

const column = <T>({ columns }: Columns, name: string): T => columns.find((each) => each.name === name)!.data as T

describe('flows as a file', () => {
  test('read back as they were written', () => {
    const bytes = writeFlows(day())
    expect(readFlows(bytes)).toEqual(day())
    expect(writeFlows(readFlows(bytes))).toEqual(bytes)
    expect(hex(sha256(bytes))).toBe('1acb69b25d0db6f450e3d061d863cd37fe609b216c2ab1c6bcbc83ebd218247a')
  })

  test('of flows-2 read as they always did, with the kinds of then alone', () => {
    const older = (): Flows => ({ ...day(), facts: { ...day().facts, format: 'flows-2' } })
    const bytes = writeFlows(older())
    expect(hex(sha256(bytes))).toBe('ee3b293022aa082b500c145298c895182a4167b0820b7d5b1a1e59ad8c160f56')
    expect(readFlows(bytes)).toEqual(older())
    const kind = older().kind.fill(flowKinds.indexOf('basket-swapped'))
    expect(() => writeFlows({ ...older(), kind })).toThrow('flow 0 is of no kind there is')
  })

  /** The bytes that were written before kinds were added and what is not read was named. */
  const older = (): Flows => {
    const { unreadCalls: _, unreadStorage: __, fees: ___, ...facts } = day().facts
    return { ...day(), facts: { ...facts, format: 'flows-1', unread: [{ pallet: 'Drand', events: 7 }] } }
  }

  test('of flows-1 read as they always did, with the kinds of then alone, and join what comes after', () => {
    const bytes = writeFlows({ ...older(), facts: { ...older().facts, unread: [] } })
    expect(hex(sha256(bytes))).toBe('718ae26212ccef3fc25ba9144bec2a8e2c2dccd90af98b25e080c41449a6dbfa')
    expect(readFlows(writeFlows(older()))).toEqual(older())
    const kind = older().kind.fill(flowKinds.indexOf('unexplained'))
    expect(() => writeFlows({ ...older(), kind })).toThrow('flow 0 is of no kind there is')
    const joined = joinFlows([older(), day(300, 201)])
    expect(joined.facts).toMatchObject({ format: 'flows-3', unread: [{ pallet: 'Drand', name: '', events: 7 }] })
    expect(readFlows(writeFlows(joined))).toEqual(joined)
  })

  test('a place in the list of kinds never changes its meaning', () => {
    expect(flowKinds.slice(0, 8)).toEqual([
      ...['transfer', 'stake-added', 'stake-removed', 'stake-moved', 'stake-swapped', 'stake-transferred'],
      ...['hotkey-swapped', 'coldkey-swapped'],
    ])
    expect([flowKinds.length, flowKinds.indexOf('proxied'), flowKinds.indexOf('runtime-upgraded')]).toEqual([
      56, 22, 30,
    ])
  })

  test.each<[string, (columns: Columns) => void]>([
    ['accounts out of order', (c) => void column<Uint8Array>(c, 'accounts').reverse()],
    ['an account that is none', (c) => void column<Uint32Array>(c, 'from').fill(99)],
    ['a kind that is none', (c) => void column<Uint8Array>(c, 'kind').fill(200)],
    ['blocks that go back', (c) => void column<Uint32Array>(c, 'block').reverse()],
    ['a block before the first', (c) => void column<Uint32Array>(c, 'block').fill(5)],
    ['another format', (c) => void Object.assign(c.facts, { format: 'flows-9' })],
    ['facts of another format', (c) => void Object.assign(c.facts, { format: 'flows-1' })],
    ['their columns in another order', (c) => void c.columns.reverse()],
    ['a text of a flow that is none', (c) => void Object.assign(c.facts, { texts: [{ row: 4, text: 'x' }] })],
    ['a column too few', (c) => void c.columns.pop()],
    ['amounts of fewer rows', (c) => void Object.assign(c.columns.at(-1)!, { data: new BigUint64Array(1) })],
  ])('are refused with %s', (_, change) => {
    const bytes = other(change)
    expect(() => readFlows(bytes)).toThrow(Malformed)
  })

  test('of no blocks they are refused, and so is a claim of gigabytes', () => {
    const none = { ...day(), ...tableOfFlows([], { ...day().facts, first: 9, last: 8 }) }
    expect(() => writeFlows(none)).toThrow('flows from block 9 to 8 are of no blocks')
    const bytes = writeFlows(day())
    const claim = text(bytes.subarray(0, bytes.indexOf(0x0a, 18))).replace(/"rows":\d+/g, '"rows":4000000000')
    expect(() => readFlows(utf8(`${claim}\n`))).toThrow(Malformed)
  })

  test('cut anywhere they are refused', () => {
    const bytes = writeFlows(day())
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        expect(() => readFlows(bytes.subarray(0, length))).toThrow(Malformed)
      }),
    )
  })
})

describe('tables of flows', () => {
  test('are rows and back', () => {
    const flows = day()
    const { chain, first, last, firstHash, lastHash, specs, undecoded } = flows.facts
    expect(tableOfFlows([rowsOfTable(flows)], { chain, first, last, firstHash, lastHash, specs, undecoded })).toEqual(
      flows,
    )
  })

  test('of consecutive blocks join into one, whose rows are those of both', () => {
    const [one, two] = [day(200, 100), day(300, 201)]
    const joined = joinFlows([one, two])
    expect(joined.facts).toMatchObject({ first: 100, last: 300, lastHash: two.facts.lastHash })
    expect(rowsOfTable(joined).rows).toEqual([...rowsOfTable(one).rows, ...rowsOfTable(two).rows])
    expect(readFlows(writeFlows(joined))).toEqual(joined)
  })

  test('some rows of a table are a table with their accounts alone', () => {
    const some = someFlows(day(), [1, 2])
    expect(rowsOfTable(some).rows).toEqual(rowsOfTable(day()).rows.slice(1, 3))
    expect(some.accounts.length).toBe(3 * 32)
    expect(readFlows(writeFlows(some))).toEqual(some)
  })
})
