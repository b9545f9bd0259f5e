import { error } from '@sveltejs/kit'
import { orError, reached, siteOf } from '$lib/api.ts'
import type { AccountValue } from '$lib/values.ts'
import { Malformed } from '../../../../log/errors.ts'
import { address } from '../../../../log/ss58.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ fetch, params, depends }) => {
  depends('sensus:checkpoint')
  const account = readAddress(params.address)
  return reached(async () => {
    const { first, sessions, records } = orError(await siteOf(fetch).view<AccountValue>('account', { account }))
    return { account, first, sessions, records }
  })
}

function readAddress(text: string): string {
  try {
    return address(text)
  } catch (cause) {
    if (cause instanceof Malformed) error(404, { message: `This is not an address: ${cause.message}` })
    throw cause
  }
}
