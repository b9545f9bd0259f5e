/** The pages as SvelteKit's Node adapter builds them. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { NodeHandler } from './http.ts'

/**
 * The handler of the built pages in a folder. It reads its settings from the environment when it is loaded, so a process
 * can load it once. Where the pages are not built, `report` is told and every page says so.
 */
export async function builtPages(folder: string, url: string, report: (line: string) => void): Promise<NodeHandler> {
  const file = join(folder, 'handler.js')
  if (!existsSync(file)) {
    report('the pages are not built ("npm run build" builds them); API and log are served')
    return (_, response) => void response.writeHead(503, { 'content-type': 'text/plain' }).end(notBuilt)
  }
  // Pages take no bodies; the limit of the adapter itself would be half a megabyte.
  Object.assign(process.env, { ORIGIN: new URL(url).origin, BODY_SIZE_LIMIT: '64K' })
  const { handler } = (await import(pathToFileURL(file).href)) as { handler: NodeHandler }
  return handler
}

const notBuilt = 'The pages of this site are not built. API and log are served: see /api/openapi.json.\n'
