import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { PageServerLoad } from './$types'

const question = /^[0-9a-f]{64}$/
const stance = /^[1-7]$/
const weight = /^[1-3]$/

/** Answers stand in the address as `<id of the question>=5` and `w<id>=3`, so that the page works without JavaScript. */
export const load: PageServerLoad = ({ fetch, url, depends }) => {
  depends('sensus:checkpoint')
  const given = new Map([...url.searchParams].filter(([id, step]) => question.test(id) && stance.test(step)))
  const weights = new Map([...url.searchParams].filter(([id, each]) => question.test(id.slice(1)) && weight.test(each)))
  const account = url.searchParams.get('account')?.trim() ?? ''
  const answers = [...given].map(([id, step]) => `${id}${step}${weights.get(`w${id}`) ?? ''}`).join()
  return reached(async () => {
    const site = siteOf(fetch)
    const asked: Record<string, string> | null = account ? { account } : given.size > 0 ? { answers } : null
    const [book, match] = await Promise.all([site.view('positions'), asked && site.view('match', asked)])
    const { questions } = orError(book)
    return { questions, match: match && orError(match), account, given, weights }
  })
}
