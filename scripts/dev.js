// Sensus in memory with a seeded network of simulated people, pages with live reload, one process, one port.
//   node scripts/dev.js [--port N] [--host HOST]
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createServer } from 'vite'
import { buildNode, bundle } from './build.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({ options: { port: { type: 'string' }, host: { type: 'string' } } })
const env = { ...process.env, ...(values.port && { PORT: values.port }), ...(values.host && { HOST: values.host }) }

await buildNode({ ifNeeded: true })
await bundle({ dev: 'src/dev/compose.ts' })
const { composeDev } = await import(join(root, 'build', 'dev.js'))
const dev = await composeDev(env, (line) => console.error(`sensus: ${line}`))

// The pages' server hook finds the API here; pages and API share the port of the pages' server.
globalThis[Symbol.for('sensus.api')] = dev.fetch
const server = await createServer({
  root,
  server: { port: dev.config.port, host: dev.config.host, strictPort: true },
})
await server.listen()
console.error(`Sensus (simulated network, in memory) is at ${dev.config.url}`)

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await dev.close()
    await server.close()
    process.exit(0)
  })
}
