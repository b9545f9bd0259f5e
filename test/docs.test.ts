import { expect, test } from 'vitest'
import { recordsPage } from '../scripts/docs/records.ts'
import { changedPages } from '../scripts/docs.ts'
import { wireExample } from '../src/records/json-schema.ts'
import { refusalCodes } from '../src/records/refusals.ts'
import { kindNames, kindOf } from '../src/records/registry.ts'
import { english } from '../src/words/en.ts'
import { meaningOf } from '../src/words/refusal.ts'

const page = recordsPage()

test.each(kindNames)('%s stands in the docs with its example', (name) => {
  const kind = kindOf(name)
  expect(page).toContain(`## ${kind.title}\n`)
  for (const [key, value] of Object.entries(wireExample(kind)))
    expect(page).toContain(key === 'body' ? value : `${key}: ${value}`)
})

test('the docs name every refusal and what it means', () => {
  for (const code of refusalCodes) expect(page).toContain(`| \`${code}\` | ${meaningOf(english, code)} |`)
})

test('the pages in the repository are what the registries say', () => {
  expect(changedPages(), 'run npm run docs and review the difference').toEqual([])
})
