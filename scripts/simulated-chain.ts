// A node of the simulated chain in the foreground, for programs that want a chain to talk to:
//   node scripts/run.js scripts/simulated-chain.ts [--port N] [--seed WORD] [--people N] [--every MS] [--metadata FILE ...]
// --metadata names real runtime metadata (SCALE) to be used instead of the project's own; its era is found in it.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { givenRuntime, simulatedTown, townSeed } from '../src/dev/simulated-chain.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '9944' },
    seed: { type: 'string', default: townSeed },
    people: { type: 'string', default: '300' },
    every: { type: 'string', default: '2000' },
    metadata: { type: 'string', multiple: true, default: [] },
  },
})

const given = values.metadata.map((file) => givenRuntime(new Uint8Array(readFileSync(file))))
const town = await simulatedTown({
  port: Number(values.port),
  seed: values.seed,
  people: Number(values.people),
  everyMs: Number(values.every),
  runtimes: Object.fromEntries(given.map((runtime) => [runtime.era, runtime])),
})
const { number, runtime } = town.story.best()
console.error(
  `A simulated chain of ${values.people} people is at ${town.url}: block ${number}, runtime ${runtime.spec}`,
)

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await town.close()
    process.exit(0)
  })
}
