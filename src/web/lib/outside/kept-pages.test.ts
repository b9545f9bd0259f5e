import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { keepPages } from './kept-pages.ts'

/** A site whose pages count how often they were rendered. */
function site(status = 200, bounds?: { pages: number; bytes: number; ms: number }) {
  let [now, times] = [0, 0]
  const give = keepPages(() => now, bounds)
  const render = async (): Promise<Response> => new Response(`page ${++times}`, { status, headers: { etag: 'x' } })
  return {
    ask: (url: string, from = 'a', gzip = false) => give(url, from, render, gzip),
    pass: (ms: number) => {
      now += ms
    },
    times: () => times,
  }
}

test('a page is rendered once while the log stands still, for all who ask at once', async () => {
  const { ask, times } = site()
  const pages = await Promise.all([ask('/c/1'), ask('/c/1'), ask('/c/1', 'a', true)])
  expect(await pages[0]?.text()).toBe('page 1')
  expect(await pages[1]?.text()).toBe('page 1')
  const packed = Buffer.from((await pages[2]?.arrayBuffer()) ?? new ArrayBuffer(0))
  expect(gunzipSync(packed).toString()).toBe('page 1')
  expect(pages[2]?.headers.get('content-encoding')).toBe('gzip')
  expect(pages[1]?.headers.get('etag')).toBe('x')
  expect(times()).toBe(1)
})

test('another checkpoint, another address, or some seconds later it is rendered anew', async () => {
  const { ask, times, pass } = site()
  await ask('/c/1')
  await ask('/c/1', 'b')
  await ask('/c/2', 'b')
  expect(times()).toBe(3)
  pass(4999)
  await ask('/c/2', 'b')
  expect(times()).toBe(3)
  pass(1)
  await ask('/c/2', 'b')
  expect(times()).toBe(4)
})

test('what is not found, or too large, is not kept; everybody who waited gets a page', async () => {
  for (const { ask, times } of [site(404), site(200, { pages: 9, bytes: 2, ms: 1000 })]) {
    const both = await Promise.all([ask('/c/1'), ask('/c/1')])
    expect(await Promise.all(both.map((each) => each.text()))).toEqual(['page 1', 'page 2'])
    await ask('/c/1')
    expect(times()).toBe(3)
  }
})

test('the one asked for longest ago goes first', async () => {
  const { ask, times } = site(200, { pages: 2, bytes: 1000, ms: 1000 })
  for (const url of ['/1', '/2', '/1', '/3', '/1']) await ask(url)
  expect(times()).toBe(3)
  await ask('/2')
  expect(times()).toBe(4)
})
