/** One line of a story: who does what, and what is expected to come of it. */
export interface Line {
  text: string
  who: string
  /** Name of the session whose key signs, or null for the wallet. */
  session: string | null
  act: Act
  /** The code of the refusal, or null when the record has to count. */
  refused: string | null
  /** The name under which later lines speak of the record. */
  name: string | null
}

export type Act =
  | { verb: 'begins'; title: string; more: Options }
  | { verb: 'imports'; files: string; title: string; more: Options }
  | { verb: 'states'; conversation: string; body: string }
  | { verb: 'votes'; choice: string; about: string; more: Options }
  | { verb: 'signs in'; minutes: number }
  | { verb: 'revokes'; target: string }
  | { verb: 'removes'; targets: string[]; more: Options }
  | { verb: 'rules'; body: string }
  | { verb: 'shouts'; body: string }
  | { verb: 'repeats'; target: string }
  | { verb: 'signs'; kind: string; more: Options; body: string | null; onChain: boolean }
  | { verb: 'sees'; snapshot: string }
  | { verb: 'points'; place: number }

/** `closes 2h, totals after-close` as pairs; a time is minutes after the first entry. */
export type Options = Record<string, string>

const options = (text: string | undefined): Options =>
  Object.fromEntries((text ?? '').split(', ').flatMap((pair) => (pair ? [pair.split(/ (.*)/).slice(0, 2)] : [])))

const more = String.raw`(?: \((?<more>[^)]*)\))?`
const named = String.raw`(?: as (?<name>\S+))?`

type Groups = Record<string, string | undefined>

/** Every verb with the rest of its line. */
const grammar: [RegExp, (groups: Groups) => Act][] = [
  [
    new RegExp(`^begins (?<name>\\S+): (?<title>.*?)${more}$`),
    (g) => ({ verb: 'begins', title: g.title!, more: options(g.more) }),
  ],
  [
    new RegExp(`^imports (?<files>\\S+)${named}: (?<title>.*?)${more}$`),
    (g) => ({ verb: 'imports', files: g.files!, title: g.title!, more: options(g.more) }),
  ],
  [
    /^states (?<name>\S+) in (?<conversation>\S+): (?<body>.*)$/,
    (g) => ({ verb: 'states', conversation: g.conversation!, body: g.body! }),
  ],
  [
    new RegExp(`^votes (?<choice>agree|disagree|pass) on (?<about>\\S+)${more}${named}$`),
    (g) => ({ verb: 'votes', choice: g.choice!, about: g.about!, more: options(g.more) }),
  ],
  [/^signs in as (?<name>\S+) for (?<length>\S+)$/, (g) => ({ verb: 'signs in', minutes: minutesOf(g.length!) })],
  [new RegExp(`^revokes (?<target>\\S+)${named}$`), (g) => ({ verb: 'revokes', target: g.target! })],
  [
    new RegExp(`^removes (?<targets>\\S+( and \\S+)*?)${more}${named}$`),
    (g) => ({ verb: 'removes', targets: g.targets!.split(' and '), more: options(g.more) }),
  ],
  [new RegExp(`^rules${named}: (?<body>.*)$`), (g) => ({ verb: 'rules', body: g.body! })],
  [new RegExp(`^shouts${named}: (?<body>.*)$`), (g) => ({ verb: 'shouts', body: g.body! })],
  [
    new RegExp(`^(?<how>signs|remarks) (?<kind>[a-z-]+)${more}${named}(?:: (?<body>.*))?$`),
    (g) => ({
      verb: 'signs',
      kind: g.kind!,
      more: options(g.more),
      onChain: g.how === 'remarks',
      body: g.body?.replaceAll('\\n', '\n') ?? null,
    }),
  ],
  [new RegExp(`^sees (?<snapshot>\\S+)${named}$`), (g) => ({ verb: 'sees', snapshot: g.snapshot! })],
  [new RegExp(`^points at (?<place>\\d+)${named}$`), (g) => ({ verb: 'points', place: Number(g.place) })],
  [/^repeats (?<target>\S+)$/, (g) => ({ verb: 'repeats', target: g.target! })],
]

/** `90m`, `2h`, `3d` in minutes. */
export function minutesOf(length: string): number {
  const [, number, unit] = /^(\d+)([mhd])$/.exec(length) ?? []
  if (number === undefined) throw new Error(`"${length}" is no length of time like 90m, 2h or 3d.`)
  return Number(number) * { m: 1, h: 60, d: 1440 }[unit as 'm' | 'h' | 'd']
}

/** Reads `alice/phone votes agree on s1 as v1 => session-expired`. Throws on a line that it does not understand. */
export function readLine(text: string): Line {
  const [, who, session = null, rest, refused = null] = /^(\w+)(?:\/(\w+))? +(.*?)(?: => (\S+))?$/.exec(text) ?? []
  for (const [pattern, make] of grammar) {
    const groups = pattern.exec(rest ?? '')?.groups
    if (groups) return { text, who: who!, session, act: make(groups), refused, name: groups.name ?? null }
  }
  throw new Error(`The story does not understand "${text}".`)
}
