import { statementsCsv } from '$lib/conversation/statements-csv.ts'
import { typesIn } from '$lib/conversation/types.ts'
import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { HeldStatement } from '../../../../../../views/conversation/opinion-statements.ts'
import type { RequestHandler } from './$types'

const rowsAtOnce = '500'

/** The statements of a report as CSV, all pages at one size of the log. */
export const GET: RequestHandler = ({ fetch, params: { id } }) =>
  reached(async () => {
    const site = siteOf(fetch)
    const page = async (after: number, at?: number) =>
      orError(await site.view('opinion-statements', { conversation: id, limit: rowsAtOnce, after: String(after) }, at))
    let table = await page(0)
    const { size } = table.checkpoint
    const rows: HeldStatement[] = [...table.rows]
    while (table.next !== null) {
      table = await page(table.next, size)
      rows.push(...table.rows)
    }
    return new Response(statementsCsv(rows, table.parts, await typesIn(site, id)), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="statements-${id.slice(0, 8)}.csv"`,
      },
    })
  })
