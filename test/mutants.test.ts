import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mutated, readMutants } from '../scripts/source/mutants.ts'

const mutant = { file: 'src/a.ts', find: 'a < b', replace: 'a <= b', tests: ['src/a.test.ts'] }

test('a mutant stands where the text stood, even when it looks like a pattern', () => {
  expect(mutated(mutant, 'if (a < b) c()')).toBe('if (a <= b) c()')
  expect(mutated({ ...mutant, replace: '$&$1' }, 'if (a < b) c()')).toBe('if ($&$1) c()')
})

test('a text that does not stand there exactly once is refused', () => {
  expect(() => mutated(mutant, 'if (a > b) c()')).toThrow('src/a.ts: "a < b" stands there 0 times')
  expect(() => mutated(mutant, 'a < b && a < b')).toThrow('stands there 2 times')
  expect(() => mutated({ ...mutant, replace: 'a < b' }, 'a < b')).toThrow('replaced by itself')
})

test('a list says all of it, and no more', () => {
  expect(readMutants(JSON.stringify([mutant]))).toEqual([mutant])
  for (const wrong of [[], [{ ...mutant, tests: [] }], [{ ...mutant, find: '' }], [{ ...mutant, line: 3 }], {}])
    expect(() => readMutants(JSON.stringify(wrong))).toThrow()
})

test('every place of the list stands in the code, exactly once', () => {
  const root = new URL('../', import.meta.url)
  const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
  for (const each of readMutants(read('test/mutants.json')))
    expect(mutated(each, read(each.file))).not.toBe(read(each.file))
})
