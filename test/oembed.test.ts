import { afterAll, expect, test } from 'vitest'
import { memoryStore } from '../src/adapters/memory.ts'
import { oembed as shape } from '../src/api/contract.ts'
import { isFramed } from '../src/api/framed.ts'
import { createApi } from '../src/api/server.ts'
import { recordId } from '../src/records/ids.ts'
import { closeSites, keyOf, open, put } from './site.ts'

afterAll(closeSites)

const url = 'https://test.example'
const site = await open(memoryStore())
const api = createApi(site, { url })
const title = 'Who "pays" for <this> & that?'
const { id } = await put(site, keyOf('host'), 'conversation', { title, add: 'anyone', totals: 'always' })
const talk = recordId(id)

const ask = (of: Record<string, string>) => api.request(`/api/oembed?${new URLSearchParams(of)}`)

test.each(['', '/report', '/readings', '#map-heading', '?mode=classic'])(
  'a link to a conversation%s becomes a frame with its card',
  async (more) => {
    const answer = shape.parse(await (await ask({ url: `${url}/c/${talk}${more}` })).json())
    expect(answer).toMatchObject({ version: '1.0', type: 'rich', title, provider_url: url, width: 600, height: 420 })
    const [, src = '', named = ''] = /^<iframe src="([^"]*)" title="([^"]*)" [^<>]*><\/iframe>$/.exec(answer.html) ?? []
    expect(src).toBe(`${url}/embed/c/${talk}`)
    expect(isFramed(new URL(src).pathname)).toBe(true)
    expect(named).toBe('Who &quot;pays&quot; for &lt;this&gt; &amp; that?')
  },
)

test('a frame is no larger than whoever asks has room for', async () => {
  const answer = await (
    await ask({ url: `${url}/c/${talk}`, maxwidth: '300', maxheight: '10000', format: 'json' })
  ).json()
  expect(answer).toMatchObject({ width: 300, height: 420 })
})

test.each([
  [{ url: `${url}/log` }, 404],
  [{ url: `https://other.example/c/${talk}` }, 404],
  [{ url: `${url}.other.example/c/${talk}` }, 404],
  [{ url: `${url}/c/${'ab'.repeat(32)}` }, 404],
  [{ url: `${url}/c/${talk}/../../log` }, 404],
  [{ url: `${url}/c/${talk}`, format: 'xml' }, 400],
  [{ url: `${url}/c/${talk}`, maxwidth: '0' }, 400],
  [{}, 400],
])('what is no page with a card is refused: %j', async (of: Record<string, string>, status) => {
  expect((await ask(of)).status).toBe(status)
})

test('nothing else may be framed', () => {
  for (const path of ['/', `/c/${talk}`, `/embed/c/${talk}/x`, '/embed/subnet/', '/embed/subnet/1x', '/embed/c/ab'])
    expect([path, isFramed(path)]).toEqual([path, false])
})
