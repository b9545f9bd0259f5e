import { buildNode } from '../scripts/build.js'

/** Worker threads run bundled code, so the node bundle must be at least as new as the source before any test starts. */
export default async function setup(): Promise<void> {
  await buildNode({ ifNeeded: true })
}
