import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { PositionsValue } from '../../../views/people/values.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ fetch, depends }) => {
  depends('sensus:checkpoint')
  return reached(async () => {
    const { questions } = orError(await siteOf(fetch).view<PositionsValue>('positions'))
    return { questions }
  })
}
