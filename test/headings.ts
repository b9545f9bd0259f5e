/** Headings of the pages as they stand in the sources: what can be read in each, and the figure that it names. */

import { readdirSync, readFileSync } from 'node:fs'
import { messages } from '../src/words/en.ts'

const web = new URL('../src/web', import.meta.url).pathname

export interface Heading {
  file: string
  words: string
  /** What stands in `data-figure`: the view, and the path of the figure in its value. */
  figure: string | null
}

/** Functions that give words of the catalogue to headings, with the ids that they may say. */
const ofCatalogue: Readonly<Record<string, RegExp>> = {
  ruleTitle: /^rule\.(sudo|triumvirate|senate|review-pass|review-cancel|stake-half|stake-two-thirds)$/,
  expectationInWords: /^expectation\./,
  expectationInShort: /^expectation-short\./,
  stanceWord: /^stance\./,
  kindInWords: /^kind\..*\.does$/,
  roleInWords: /^role\./,
  roleOn: /^opinion\.role\./,
  stanceOn: /^opinion\.stance\./,
  actTitle: /^act\.title\./,
  changeInWords: /^act\.(key|spec|until)$/,
}

/** Functions that give headings numbers, names, words of their own arguments, or the labels of what is filled in. */
export const neutral: readonly string[] = [
  'figure',
  'partName',
  'counted',
  'bandInWords',
  'labelOf',
  'wordsOf',
  'map',
  'join',
  'movementTitle',
  'subnetName',
  // What a call of the chain asks for, with its arguments: nothing that we claim.
  'callInWords',
  'middle',
]

const attributes = String.raw`((?:[^>{"]|"[^"]*"|\{(?:[^{}]|\{[^{}]*\})*\})*)`
const element = new RegExp(
  String.raw`<(h[1-6]|caption|th|legend|summary|figcaption|dt|svelte:element)\b${attributes}>([\s\S]*?)</\1>`,
  'g',
)
const opening = new RegExp(String.raw`<([A-Z]\w*|section|table|figure|article|[uo]l|nav)\b${attributes}>`, 'g')
const prop = /\s(question|caption|heading|summary|aria-label)=(?:"([^"]*)"|\{([^}]*)\})/g

/** Every heading of every page and part: elements, words handed to parts that make headings, names of regions. */
export function headingsOf(file: string, source: string): Heading[] {
  const elements = Array.from(source.matchAll(element), ([, , given = '', inside = '']) => ({
    file,
    words: wordsIn(inside.replace(/<[^>]*>/g, ' '), source),
    figure: figureIn(given),
  }))
  const handed = Array.from(source.matchAll(opening), ([, , given = '']) =>
    Array.from(given.matchAll(prop), ([, , text, expression = '']) => ({
      file,
      words: text === undefined ? said(expression, source) : wordsIn(text, source),
      figure: figureIn(given),
    })),
  )
  const inObjects = Array.from(
    source.matchAll(/\b(?:heading|summary|caption): ('[^']*'|`[^`]*`)/g),
    ([, text = '']) => ({
      file,
      words: text,
      figure: null,
    }),
  )
  return [...elements, ...handed.flat(), ...inObjects]
}

const figureIn = (given: string): string | null => /\b(?:data-)?figure="([^"]*)"/.exec(given)?.[1] ?? null

/** The headings of all sources. */
export const allHeadings = (): Heading[] =>
  (readdirSync(web, { recursive: true }) as string[])
    .filter((path) => path.endsWith('.svelte'))
    .flatMap((file) => headingsOf(file, readFileSync(`${web}/${file}`, 'utf8')))

/** Functions that the headings of a source call. */
export function calledIn(source: string): string[] {
  return Array.from(source.matchAll(element), ([, , , inside = '']) => expressionsIn(inside.replace(/<[^>]*>/g, ' ')))
    .flat()
    .flatMap((expression) => Array.from(expression.matchAll(/\b(\w+)\(/g), ([, name = '']) => name))
}

/** Is it known what a function says? */
export const isKnownCall = (name: string): boolean =>
  name === 'say' || Object.hasOwn(ofCatalogue, name) || neutral.includes(name)

/** What can be read there: text, and what expressions say; names of variables are no words. */
function wordsIn(inside: string, source: string): string {
  const expressions = expressionsIn(inside)
  const text = expressions.reduce((rest, each) => rest.replace(`{${each}}`, ' '), inside)
  return [text, ...expressions.map((each) => said(each, source))].join(' ').replace(/\s+/g, ' ').trim()
}

/** What stands in braces, each with the braces within it. */
function expressionsIn(inside: string): string[] {
  const found: string[] = []
  let [depth, from] = [0, 0]
  for (const [i, character] of [...inside].entries()) {
    if (character === '{' && depth++ === 0) from = i + 1
    if (character === '}' && --depth === 0) found.push([...inside].slice(from, i).join(''))
  }
  return found
}

/** The texts of an expression: those in it, those that it takes from the catalogue, and those of the constant that it names. */
function said(expression: string, source: string): string {
  const texts = Array.from(expression.matchAll(/'([^']*)'|`([^`]*)`/g), ([, one = '', other = '']) => one || other)
  const asked = Array.from(expression.matchAll(/\bsay\((?:'([^']*)'|`([^`]*)`)/g), ([, id, template]) =>
    id !== undefined
      ? new RegExp(`^${literally(id)}$`)
      : new RegExp(
          `^${(template ?? '')
            .split(/\$\{[^}]*\}/)
            .map(literally)
            .join('.*')}$`,
        ),
  )
  const called = Object.entries(ofCatalogue).flatMap(([name, ids]) => (expression.includes(`${name}(`) ? [ids] : []))
  return [
    ...texts,
    ...[...asked, ...called].flatMap(catalogue),
    ...(/^\w+$/.test(expression) ? named(expression, source) : []),
  ].join(' ')
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The sentences under ids of a form, without the names of their parameters. */
export const catalogue = (ids: RegExp): string[] =>
  Object.entries(messages).flatMap(([id, text]) => (ids.test(id) ? [text.replace(/\{\w+\}/g, ' ')] : []))

/** Texts that a name of a source may stand for: of its constant, of the list it comes from, of the snippet it is handed to. */
function named(name: string, source: string): string[] {
  const places = [
    ...source.matchAll(new RegExp(String.raw`\b(?:const|let) ${name}\b[^=\n]*=([\s\S]*?)\n(?!\s)`, 'g')),
    ...source.matchAll(new RegExp(String.raw`\{#each (\[[^\n]*) as [^\n]*\b${name}\b`, 'g')),
    ...Array.from(source.matchAll(new RegExp(String.raw`\{#snippet (\w+)\([^)]*\b${name}\b`, 'g')), ([, snippet]) =>
      Array.from(source.matchAll(new RegExp(String.raw`\{@render ${snippet}\(([^\n]*)\)\}`, 'g'))),
    ).flat(),
  ]
  return places.flatMap(([, text = '']) => Array.from(text.matchAll(/'([^']*)'/g), ([, each = '']) => each))
}
