// Programs that run in a checkout of an earlier state, with its own modules, and fill a data folder there.

/** What an earlier state knew of. */
export type Stage = 'conversation' | 'chain' | 'people'

/** The program for a stage; it takes the folder to fill as its argument. It stands below scripts/ of the checkout. */
export function makerOf(stage: Stage): string {
  const parts = { conversation: [talk], chain: [talk, chain], people: [talk, chain, people] }[stage]
  const imports = parts.map(({ imports }) => imports).join('')
  return `${imports}${begin}${parts.map(({ steps }) => steps).join('')}${end}`
}

/** In early 2025, so that the clock of whoever opens the folder is later. */
const begin = `
clock.now = Date.UTC(2025, 0, 6, 9)
const store = await filesStore(process.argv[2]!)
const site = await open(store)
const operator = await operatorOf(store)
`

const talk = {
  imports: `import { filesStore } from '../src/adapters/files.ts'
import { isRefusal } from '../src/records/refusals.ts'
import { viewNames } from '../src/views/registry.ts'
import { clock, keyOf, open, operatorOf, plainConversation, put } from '../test/site.ts'
`,
  steps: `
const { id: conversation } = await put(site, keyOf('ann'), 'conversation', plainConversation)
const about = { conversation, title: plainConversation.title }
const statements = []
for (const body of ['Fewer subnets.', 'More subnets.', 'As many as now.', 'What breaks the law.'])
  statements.push(await put(site, keyOf('bea'), 'statement', { ...about, body }))
for (const [i, name] of ['ann', 'bea', 'cat', 'dan'].entries())
  for (const [j, { id }] of statements.entries())
    await put(site, keyOf(name), 'vote', { about: id, choice: (i + j) % 2 ? 'agree' : 'disagree', title: 'x' })
await put(site, keyOf('dan'), 'revoke', { record: statements[2]!.id }).catch(() => undefined)
await put(site, operator, 'removal', { indexes: [statements[3]!.index], category: 'illegal', appeal: 'a@example.org' })
`,
}

const chain = {
  imports: `import { hex, sha256 } from '../src/log/bytes.ts'
import { writeFlows } from '../src/records/flows.ts'
import { writeHoldings } from '../src/records/holdings.ts'
import { holdings } from '../test/holdings.ts'
`,
  steps: `
async function day(block: number, take: number) {
  const script = \`
    block \${block} (issuance 20000)
    ann has 5000
    ann runs hal (take \${take}%)
    bea has 200
    bea stakes 30 on hal
    cat has 12
    subnet 3 of cat at 0.5
  \`
  const told = holdings(script, (name) => keyOf(name).publicKey)
  const { chain, hash, stateRoot, spec } = told.holdings.facts
  const none = { block: new Uint32Array(0), extrinsic: new Uint16Array(0), kind: new Uint8Array(0) }
  const flows = {
    facts: {
      format: 'flows-1', chain, first: block - 7199, last: block, firstHash: hash, lastHash: hash, specs: [spec],
      texts: [], multisigs: told.multisigs, unread: [], undecoded: [],
    },
    ...none,
    accounts: new Uint8Array(0), from: new Uint32Array(0), to: new Uint32Array(0),
    hotkey: new Uint32Array(0), toHotkey: new Uint32Array(0), netuid: new Uint16Array(0),
    toNetuid: new Uint16Array(0), amount: new BigUint64Array(0),
  }
  await put(site, operator, 'snapshot', {
    chain, block, hash, stateRoot, spec, recipe: 'holdings-1', at: Math.floor(clock.now / 1000) * 1000,
    holdings: await site.addEvidence(writeHoldings(told.holdings)),
    first: block - 7199, flows: await site.addEvidence(writeFlows(flows as never)), endpoints: 3, agreed: 3,
  })
  clock.now += 86_400_000
}
await day(7200, 18)
await put(site, operator, 'labels', { title: 'Known accounts', body: keyOf('bea').address + ' exchange The Exchange' })
await day(14_400, 25)
void [hex, sha256]
`,
}

const people = {
  imports: '',
  steps: `
const { id: hello } = await put(site, keyOf('ann'), 'introduction', {
  name: 'Ann of the hills', anonymous: 'yes', stakeAs: 'withheld', living: 'no', openTo: 'questions',
})
const { id: why } = await put(site, keyOf('bea'), 'question-to', { to: keyOf('ann').address, body: 'Why so?' })
await put(site, keyOf('ann'), 'answer', { about: why, body: 'For my own reasons.' })
const { questions } = JSON.parse((await site.view('positions', {})) as string)
for (const [i, name] of ['ann', 'bea', 'cat'].entries())
  for (const { id, title } of questions.slice(0, 4))
    await put(site, keyOf(name), 'position', { question: id, title, stance: ['1', '3', '7'][i] as '1' })
await put(site, keyOf('ann'), 'promise', {
  predicate: { what: 'take', account: keyOf('hal').address, most: 1800 },
  body: 'No more.',
})
clock.now += 3_600_000
await day(21_600, 26)
const own = (await site.records(60, 60)).filter(({ note }) => note?.includes('action: question\\n'))
await put(site, operator, 'revoke', { record: own[0]!.id as never })
await put(site, operator, 'removal', { indexes: [own[1]!.index], category: 'court', appeal: 'a@example.org' })
void hello
`,
}

const end = `
clock.now += 60_000
for (const name of viewNames)
  for (const params of [{}, { conversation }] as Record<string, string>[]) {
    const answer = await site.view(name, params)
    if (isRefusal(answer) && answer.code !== 'bad-parameter') throw new Error(name + ': ' + answer.sentence)
  }
await site.close()
`
