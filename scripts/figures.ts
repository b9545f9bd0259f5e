// Figures of the house, from its source: node scripts/run.js scripts/figures.ts [CHECKOUT]
import { figuresOf } from './source/figures.ts'
import { readSources } from './source/read.ts'

const [checkout = '.'] = process.argv.slice(2)
const { files, functions, exported, kindBranches, ...counts } = figuresOf(readSources(checkout, ['src']))

const row = (what: string, figure: string | number) => console.log(`${what.padEnd(34)} ${figure}`)
row('files', files.count)
row('lines', files.lines)
row('lines of a file, median', files.median)
row('lines of the longest file', `${files.longest.lines} (${files.longest.path})`)
row('functions that have a name', functions.count)
row('lines of such a function, median', functions.median)
row('functions of more than 50 lines', functions.over50.length)
for (const { path, line, name, lines } of functions.over50) console.log(`  ${path}:${line} ${name}, ${lines} lines`)
row('casts with "as"', counts.casts)
row('non-null "!"', counts.nonNull)
row('"any"', counts.any)
const share = ((100 * exported.documented) / exported.count).toFixed(1)
row('docstrings in core rooms', `${share} % (${exported.documented} of ${exported.count} exported functions and types)`)
row("branches on a kind's name", `${kindBranches.count} in ${kindBranches.files} files`)
row('object literals spread in literals', counts.literalSpreads)
