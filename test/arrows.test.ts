import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const src = new URL('../src', import.meta.url).pathname
const core = ['math', 'text', 'log', 'records', 'evidence', 'chain', 'folds', 'views', 'draw', 'words']

/** Which rooms and packages a room may import, and why no more. A room is the first folder, or the file, under src/. */
const arrows: Record<string, { rooms: string[]; packages: RegExp; because: string }> = {
  math: { rooms: [], packages: /^$/, because: 'numbers in, numbers out: it can be checked against a paper alone' },
  text: {
    rooms: ['math'],
    packages: /^(porter2|@scure\/bip39\/wordlists\/english\.js)$/,
    because:
      'what a text is like and what it gives away, from its letters alone: the same in a browser before it is sent',
  },
  log: { rooms: [], packages: /^@(noble|scure)\//, because: 'bytes in, proofs out: an auditor reads this room first' },
  records: { rooms: ['log'], packages: /^zod$/, because: 'what can be said must not depend on what follows from it' },
  evidence: {
    rooms: ['records', 'log'],
    packages: /^zod$/,
    because: 'file formats that records name; what follows from them is for the folds',
  },
  chain: {
    rooms: ['evidence', 'math', 'log'],
    packages: /^@polkadot-api\//,
    because: 'what bytes mean, without a socket; bytes and addresses are those of the log',
  },
  folds: {
    rooms: ['records', 'evidence', 'math', 'log'],
    packages: /^$/,
    because: 'what follows record by record, from records and the evidence that they name',
  },
  views: {
    rooms: ['folds', 'records', 'evidence', 'text', 'math', 'log'],
    packages: /^zod$/,
    because: 'questions to the folds: whoever folds gets the same answer; what is like a text follows from texts alone',
  },
  draw: { rooms: ['views', 'math'], packages: /^d3-/, because: 'a picture follows from a value alone' },
  words: { rooms: ['records'], packages: /^@lingui\//, because: 'sentences by code; the core says codes' },
  service: {
    rooms: ['records', 'evidence', 'log', 'folds', 'views', 'chain', 'words'],
    packages: /^$/,
    because: 'the outside comes in through ports',
  },
  adapters: {
    rooms: ['service', 'log', 'chain', 'views', 'records', 'folds', 'draw', 'words'],
    packages:
      /^(node:.*|ws|postgres|@hono\/node-server(\/utils\/response)?|@polkadot\/wasm-crypto.*|@polkadot-api\/.*)$/,
    because: 'the only place that awaits something outside; its threads fold and draw',
  },
  api: {
    rooms: ['records', 'views', 'log', 'draw', 'service', 'words'],
    packages: /^(hono.*|zod)$/,
    because: 'both ends of the wire',
  },
  web: {
    rooms: ['api', 'log', 'records', 'evidence', 'views', 'draw', 'words', 'text'],
    packages: /^(svelte.*|@sveltejs\/.*|\$.*|diff|idb-keyval)$/,
    because: 'pages read through the API like anybody else, and write tables as the exports do',
  },
  cli: {
    rooms: [
      'api',
      'records',
      'evidence',
      'views',
      'draw',
      'words',
      'log',
      'folds',
      'service',
      'compose',
      'config.ts',
      'config',
    ],
    packages: /^(node:.*|fflate)$/,
    because: 'commands follow from the registries; fflate opens zips',
  },
  config: {
    rooms: ['records', 'log'],
    packages: /^node:(fs|net|path)$/,
    because: 'what each variable may be; a policy is judged by its kind',
  },
  'config.ts': { rooms: ['config'], packages: /^node:.*$/, because: 'environment to typed values' },
  compose: {
    rooms: ['config.ts', 'service', 'adapters', 'api', 'log', 'records', 'folds', 'views', 'draw', 'words'],
    packages: /^node:/,
    because: 'the one composition root',
  },
  dev: {
    rooms: [
      'compose',
      'config.ts',
      'service',
      'adapters',
      'chain',
      'evidence',
      'records',
      'folds',
      'views',
      'math',
      'log',
      'words',
    ],
    packages: /^(node:.*|ws|@polkadot-api\/.*)$/,
    because: 'the simulated chain and town for npm run dev and the tests; nothing imports it',
  },
  'main.ts': { rooms: ['cli', 'compose', 'config.ts'], packages: /^node:/, because: 'start' },
}

interface Import {
  file: string
  to: string
  typeOnly: boolean
}

function sources(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) return sources(path)
    return /\.(ts|svelte)$/.test(entry.name) && !/\.(test|d)\.ts$/.test(entry.name) ? [path] : []
  })
}

function importsOf(path: string): Import[] {
  const code = readFileSync(path, 'utf8')
  const statements = code.matchAll(/^\s*(?:import|export)\s+(type\s+)?(?:[^'"()]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)
  const dynamic = code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)
  return [
    ...[...statements].map(([, type, to]) => ({ file: path, to: to!, typeOnly: type !== undefined })),
    ...[...dynamic].map(([, to]) => ({ file: path, to: to!, typeOnly: false })),
  ]
}

const roomOf = (path: string): string => relative(src, path).split('/')[0]!
const targetOf = ({ file, to }: Import): string => join(dirname(file), to)
const isOwn = ({ to }: Import): boolean => to.startsWith('.') && !to.startsWith('./$types')

const files = sources(src)
const imports = files.flatMap(importsOf)

test('every file stands in a room that the house knows', () => {
  expect([...new Set(files.map(roomOf))].filter((room) => !arrows[room])).toEqual([])
})

test('no arrow but those of the house', () => {
  const wrong = imports.flatMap((each) => {
    const room = roomOf(each.file)
    const rule = arrows[room]!
    const target = isOwn(each) ? roomOf(targetOf(each)) : null
    if (
      target ? target === room || rule.rooms.includes(target) : each.to.startsWith('./') || rule.packages.test(each.to)
    )
      return []
    return [`${relative(src, each.file)} imports ${each.to}: ${room} may not, because ${rule.because}`]
  })
  expect(wrong).toEqual([])
})

test('narrow arrows: the client and the pages do not reach the service, draw sees only types of views', () => {
  const narrow = imports.filter((each) => {
    const from = relative(src, each.file)
    const to = isOwn(each) ? relative(src, targetOf(each)) : each.to
    if (from.startsWith('api/') && !from.startsWith('api/server')) return to.startsWith('service/')
    if (from.startsWith('web/')) return to.startsWith('api/') && !/^api\/(client|framed)/.test(to) && !each.typeOnly
    if (from.startsWith('draw/')) return to.startsWith('views/') && !each.typeOnly
    return false
  })
  expect(narrow.map((each) => `${relative(src, each.file)} -> ${each.to}`)).toEqual([])
})

/** Lines of code of the core that match, comments aside. */
function linesOfCore(pattern: RegExp): string[] {
  return files
    .filter((path) => core.includes(roomOf(path)))
    .flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .map((line, n) => ({ line: line.replace(/\/\/.*|^\s*\*.*|\/\*.*/, ''), at: `${relative(src, path)}:${n + 1}` }))
        .filter(({ line }) => pattern.test(line))
        .map(({ at, line }) => `${at} ${line.trim()}`),
    )
}

/** Which subjects a subject may speak of, in every room that has them: people stand on the chain, and not the other way. */
const subjects: Record<string, string[]> = {
  ledger: [],
  conversation: ['ledger'],
  chain: ['ledger', 'conversation'],
  people: ['ledger', 'conversation', 'chain'],
}

/** The subject of a file, where its room is divided by subject. */
const subjectOf = (path: string): string | undefined =>
  relative(src, path)
    .replace(/^web\/lib\//, 'web/')
    .split('/')[1]

test('no arrow between subjects but those of the house', () => {
  const wrong = imports.flatMap((each) => {
    const from = subjectOf(each.file)
    const to = isOwn(each) ? subjectOf(targetOf(each)) : undefined
    const isRoom = core.includes(roomOf(each.file))
    if (!isRoom || from === to || !from || !to || !subjects[from] || !subjects[to]) return []
    return subjects[from].includes(to) ? [] : [`${relative(src, each.file)} imports ${each.to}`]
  })
  expect(wrong).toEqual([])
})

test('the core keeps nothing between two calls but what is passed in', () => {
  const kept =
    /^(export )?let |\bnew Weak(Map|Set|Ref)\b|^(export )?const \w+(: [^=]+)? = (new (Map|Set)(<.*>)?\(\)|\[\]|\{\})/
  expect(linesOfCore(kept)).toEqual([])
})

test('the core has no clock, no chance, no network and no locale', () => {
  const banned =
    /\bMath\.random\b|\bDate\.now\b|\bnew Date\(\)|\bfetch\(|\blocaleCompare\b|\btoLocale\w*\(|\bprocess\.|\bperformance\.now\b/
  expect(linesOfCore(banned)).toEqual([])
})

test('no import cycles, types included', () => {
  const next = new Map(files.map((path) => [path, importsOf(path).filter(isOwn).map(targetOf)]))
  const done = new Set<string>()
  const cycle = (path: string, trail: string[]): string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return null
    for (const to of next.get(path) ?? []) {
      const found = cycle(to, [...trail, path])
      if (found) return found
    }
    done.add(path)
    return null
  }
  const cycles = files
    .map((path) => cycle(path, []))
    .filter((found) => found !== null)
    .slice(0, 10)
  expect(cycles.map((found) => found.map((path) => relative(src, path)).join(' -> '))).toEqual([])
})

test('every path that ARCHITECTURE.md names is there', () => {
  const page = readFileSync(new URL('../ARCHITECTURE.md', import.meta.url), 'utf8')
  const named = [...page.matchAll(/`([\w./-]+\.ts|[\w/-]+\/)`/g)].map(([, path]) => path!)
  const missing = named.filter((path) => !existsSync(join(src, path)) && !existsSync(join(src, '..', path)))
  expect(missing).toEqual([])
  expect(named.length).toBeGreaterThan(40)
})
