import { orError, reached, siteOf } from '$lib/api.ts'
import type { AllConversations } from '$lib/values.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ fetch, depends }) => {
  depends('sensus:checkpoint')
  return reached(async () => {
    const { conversations, checkpoint } = orError(await siteOf(fetch).view<AllConversations>('conversations'))
    return { conversations, checkpoint }
  })
}
