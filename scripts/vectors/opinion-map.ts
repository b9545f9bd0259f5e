import { opinionMapSvg } from '../../src/draw/conversation/opinion-map.ts'
import { makeMap } from '../../src/views/conversation/opinion-map/map.ts'
import { robustMapOf } from '../../src/views/conversation/opinion-map/robust-map.ts'
import { robustSpreadOf } from '../../src/views/conversation/opinion-map/robust-spread.ts'
import { stableJson } from '../../src/views/json.ts'
import { opinions, town } from '../../test/opinions.ts'

const about =
  'A made-up conversation and its opinion map. votes: [person, statement, choice], agree +1, disagree -1, pass 0, in the order in which they were cast. Numbers are rounded to 1e-9.'
const aboutRobust =
  'The votes of opinion-map.json in robust mode: map, as they were cast; and line, the same people when all of them answer by where they stand on one line. Starts of k-means are drawn from the SHA-256 of golden:k:start.'
const statements = 12
const flags = { moderated: [5], meta: [7] }

/** Golden files of the opinion map, by path: votes with what follows from them, and the picture of it. */
export function opinionMapFiles(): [string, string][] {
  const votes = town(40, statements, 2026)
  const map = makeMap(opinions(votes, statements, flags))
  const titles = Object.fromEntries(map.statements.map(({ id, imported }) => [id, `Statement no. ${imported} & more`]))
  const json = stableJson({ about, ...flags, statements, votes, map })
  const robust = robustMapOf(robustSpreadOf(opinions(votes, statements, flags)), 'golden')
  const onLine = votes.map(([p, s, choice]): (typeof votes)[number] => [p, s, choice === 0 ? 0 : lineChoice(p, s)])
  const line = robustMapOf(robustSpreadOf(opinions(onLine, statements, flags)), 'golden')
  const options = { titles, you: 'import:3', statements: true }
  return [
    ['vectors/opinion-map.json', `${json}\n`],
    ['vectors/opinion-map.svg', `${opinionMapSvg(map, options)}\n`],
    ['vectors/opinion-map-robust.json', `${stableJson({ about: aboutRobust, map: robust, line })}\n`],
    ['vectors/opinion-map-line.svg', `${opinionMapSvg(line, options)}\n`],
  ]
}

/** A person further along the line agrees with more of what is said there, and with less of the opposite. */
function lineChoice(person: number, statement: number): 1 | -1 {
  const place = ((person * 17) % 40) / 40
  const bar = ((statement * 5) % statements) / statements
  return place > bar === (statement % 2 === 0) ? 1 : -1
}
