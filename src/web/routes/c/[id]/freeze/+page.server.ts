import { error } from '@sveltejs/kit'
import { isPreset, presets } from '$lib/conversation/results.ts'
import { given, notGiven, orError, reached, siteOf } from '$lib/outside/api.ts'
import { phaseOf } from '$lib/values.ts'
import type { Client } from '../../../../../api/client.ts'
import { hex, sha256, utf8 } from '../../../../../log/bytes.ts'
import { isRefusal } from '../../../../../records/refusals.ts'
import { oneConversation } from '../../../../../views/conversation/answers.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ fetch, params: { id }, url }) => {
  const what = url.searchParams.get('what') ?? 'statements'
  if (!isPreset(what)) error(404, { message: 'There is no such answer to freeze.' })
  return reached(async () => {
    const site = siteOf(fetch)
    const { conversation, checkpoint } = oneConversation(
      orError(await site.view('conversations', { conversation: id })),
    )
    const phase = phaseOf(conversation, Date.now())
    const answer = phase === 'closed' ? await answerAt(site, id, what, checkpoint.size) : null
    return { conversation, phase, what, answer }
  })
}

/** What a view says at a size, by its version and its hash; or why it says nothing. */
async function answerAt(site: Client, conversation: string, what: keyof typeof presets, size: number) {
  const { view, params } = presets[what]
  const text = await site.viewText(view, { conversation, ...params }, size)
  if (isRefusal(text)) return notGiven(text)
  // Every result says its version.
  const { version } = JSON.parse(text) as { version: number }
  return given({ version, size, hash: hex(sha256(utf8(text))) })
}
