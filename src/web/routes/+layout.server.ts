import { reached, siteOf } from '$lib/outside/api.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ fetch, depends }) => {
  depends('sensus:site')
  return { site: await reached(() => siteOf(fetch).about()) }
}
