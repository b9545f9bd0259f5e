import { describe, expect, test } from 'vitest'
import { isRefusal } from '../records/refusals.ts'
import { startClockGuard } from './clock-guard.ts'

const day = 86_400_000
const noon = Date.UTC(2026, 10, 22, 12)

/** A guard whose two hands a test moves: together as time goes by, or the clock alone. */
function guarded(more: { at?: number; today?: number } = {}) {
  const hands = { wall: more.at ?? noon, steady: 0 }
  const said: string[] = []
  const ports = { clock: () => hands.wall, steady: () => hands.steady, today: more.today ?? null }
  const guard = startClockGuard(ports, (line) => said.push(line))
  const pass = (ms: number) => {
    hands.wall += ms
    hands.steady += ms
  }
  const takes = (lastMs: number) => !isRefusal(guard.refusal(lastMs))
  return { hands, said, guard, pass, takes }
}

describe('while the process runs', () => {
  test('a clock that is set 400 days ahead is not appended under, and is again once it is right', () => {
    const { hands, said, takes } = guarded()
    expect(takes(noon - 1)).toBe(true)
    hands.wall += 400 * day
    expect(takes(noon)).toBe(false)
    expect(takes(noon)).toBe(false)
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('has jumped to 2027-12-27T12:00:00Z')
    hands.wall -= 400 * day
    expect(takes(noon)).toBe(true)
  })

  test('time that goes by is no jump, however long nothing was appended', () => {
    const { pass, takes } = guarded()
    expect(takes(noon)).toBe(true)
    pass(400 * day)
    expect(takes(noon)).toBe(true)
  })

  test('a correction of less than a day is taken, and the next is measured from there', () => {
    const { hands, takes } = guarded()
    expect(takes(noon)).toBe(true)
    hands.wall += day - 1
    expect(takes(noon)).toBe(true)
    hands.wall += day - 1
    expect(takes(noon)).toBe(true)
    hands.wall += day + 1
    expect(takes(noon)).toBe(false)
  })

  test('what others have appended since is evidence as well', () => {
    const { hands, takes } = guarded()
    expect(takes(noon)).toBe(true)
    hands.wall += 3 * day
    expect(takes(noon + 3 * day - 5000)).toBe(true)
  })

  test('a clock that began behind and is set right has not jumped', () => {
    const { hands, takes } = guarded({ at: 0 })
    expect(takes(noon)).toBe(true)
    hands.wall = noon + day
    expect(takes(noon)).toBe(true)
  })
})

describe('at the start', () => {
  test('a clock 400 days after the last entry is told at once, with the way around', () => {
    const { guard, said, takes } = guarded({ at: noon + 400 * day })
    guard.start(noon)
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('(2026-11-22T12:00:00Z)')
    expect(said[0]).toContain('SENSUS_TODAY=2027-12-27')
    expect(takes(noon)).toBe(false)
  })

  test('the day that the operator names is believed on that day alone', () => {
    const today = Date.UTC(2027, 11, 27)
    expect(guarded({ at: noon + 400 * day, today }).takes(noon)).toBe(true)
    expect(guarded({ at: noon + 403 * day, today }).takes(noon)).toBe(false)
    expect(guarded({ at: noon + 398 * day, today }).takes(noon)).toBe(false)
  })

  test('a month without an entry is ordinary, and a new log has none', () => {
    expect(guarded({ at: noon + 30 * day }).takes(noon)).toBe(true)
    expect(guarded().takes(0)).toBe(true)
  })

  test('a last entry from next year is told at once, with what can be done, and does not close the log', () => {
    const { guard, said, takes } = guarded()
    guard.start(noon + 400 * day)
    expect(said).toEqual([expect.stringContaining('the last entry of the log is from 2027-12-27T12:00:00Z')])
    expect(said[0]).toContain('go back to a copy from before it')
    expect(takes(noon + 400 * day)).toBe(true)
  })
})
