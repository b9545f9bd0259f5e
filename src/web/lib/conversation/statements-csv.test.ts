import { expect, test } from 'vitest'
import { recordId } from '../../../records/ids.ts'
import { statementsCsv } from './statements-csv.ts'

const votes = { agree: 3, disagree: 1, seen: 5 }
const row = {
  id: 'ab'.repeat(32),
  imported: null,
  body: 'Pause, then "ask".',
  votes,
  parts: [votes, { agree: 0, disagree: 0, seen: 0 }],
  state: 'few' as const,
  side: null,
  apart: 0,
}

test('a table has a row for each statement and two columns for each part', () => {
  const lines = statementsCsv([row, { ...row, imported: 7 }], { cut: 'halves', groups: [], sizes: [5, 0] }, [
    { id: recordId(row.id), leading: 'fact' },
  ]).split('\r\n')
  expect(lines[0]).toBe(
    'id,number,statement,agree,disagree,pass,state,side,type,the left half: agree,the left half: votes,the right half: agree,the right half: votes',
  )
  expect(lines[1]).toBe(`${row.id},,"Pause, then ""ask"".",3,1,1,few,,fact,3,5,0,0`)
  expect(lines[2]).toContain(',7,')
})

test.each(['=1+1', '+1', '-1', '@a'])('words that a spreadsheet would run are kept from it: %s', (body) => {
  expect(statementsCsv([{ ...row, body }], { cut: 'none', groups: [], sizes: [] })).toContain(`,'${body},`)
})
