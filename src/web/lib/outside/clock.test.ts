import { expect, test } from 'vitest'
import { siteClock } from './clock.ts'

const noon = Date.UTC(2026, 10, 29, 12)

/** A device whose clock is `off` milliseconds from the site's, and an answer without the time where `silent`. */
function device(off: number) {
  const state = { off, passed: 0, asked: 0, silent: false }
  const answer = () => {
    const date = new Date(Math.floor((noon + state.passed) / 1000) * 1000).toUTCString()
    return new Response(null, state.silent ? {} : { headers: { date } })
  }
  const clock = siteClock({
    now: () => noon + state.passed + state.off,
    steady: () => state.passed,
    fetch: async () => {
      state.asked++
      return answer()
    },
  })
  return { state, clock }
}

test.each([0, 600_000, -2 * 86_400_000])('a clock that is %i ms off tells the time of the site', async (off) => {
  const { state, clock } = device(off)
  expect(clock.now()).toBe(noon + off)
  await clock.read()
  for (const passed of [0, 61_234]) {
    state.passed = passed
    expect(Math.abs(clock.now() - noon - passed)).toBeLessThanOrEqual(500)
  }
  expect(Math.abs(clock.ahead() - off)).toBeLessThanOrEqual(500)
})

test('the site is asked again after a while, or when the clock was set, and not before', async () => {
  const { state, clock } = device(0)
  await clock.read()
  state.passed = 599_000
  await clock.read()
  expect(state.asked).toBe(1)
  state.off = 3_600_000
  await clock.read()
  expect(state.asked).toBe(2)
  expect(Math.abs(clock.now() - noon - state.passed)).toBeLessThanOrEqual(500)
  state.passed += 601_000
  await clock.read()
  expect(state.asked).toBe(3)
})

test('a site that does not say the time, or does not answer, leaves the clock of the device', async () => {
  const { state, clock } = device(5_000)
  state.silent = true
  await clock.read()
  expect(clock.now()).toBe(noon + 5_000)
  const lost = siteClock({ now: () => noon, steady: () => 0, fetch: () => Promise.reject(new TypeError('no network')) })
  await lost.read()
  expect(lost.now()).toBe(noon)
})
