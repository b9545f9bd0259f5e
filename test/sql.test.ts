import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { statements } from '../src/adapters/postgres.ts'

/**
 * The SQL that PostgreSQL, Citus, CockroachDB and YugabyteDB share, as far as we use it. One pattern per kind of statement;
 * what no pattern describes is refused. A pattern is added here, with its reason, before a statement is added there.
 */
const name = '[a-z_]+'
const names = `${name}(, ${name})*`
// The distribution key stands in every condition, so each statement stays within one shard.
const mine = `origin = \\$1(?: and ${name} (?:=|>=|<) \\$\\d)*`
const allowed: Record<string, RegExp> = {
  'a table whose primary key begins with the origin': new RegExp(
    `^create table if not exists ${name} \\((${name} (text|bytea) not null, )+primary key \\(origin, ${name}\\)\\)$`,
  ),
  'a read of one shard': new RegExp(`^select ${names} from ${name} where ${mine}( order by ${name})?( limit 1)?$`),
  // Asked once at the start, so that no second log begins unasked.
  'the logs of a database': /^select origin from sensus_heads where name = \$1 order by origin$/,
  'a new row, unless its key is there': new RegExp(
    `^insert into ${name} \\(origin, ${name}, ${name}\\) values \\(\\$1, \\$2, \\$3\\)` +
      ` on conflict \\(origin, ${name}\\) do (nothing|update set ${name} = excluded\\.${name})$`,
  ),
  'a change of rows of one shard': new RegExp(`^update ${name} set ${name} = \\$\\d where ${mine}$`),
  // Asked once at the start; whoever has no such table is believed to replicate in a way of their own.
  'what PostgreSQL says of its standbys': /^select pid from pg_stat_replication$/,
  'a removal from one shard': new RegExp(`^delete from ${name} where ${mine}$`),
}

const flat = (sql: string) => sql.replace(/\s+/g, ' ').replace('( ', '(').trim()
const isAllowed = (sql: string) => Object.values(allowed).some((pattern) => pattern.test(flat(sql)))

describe('our SQL', () => {
  it.each(Object.entries(statements))('stays inside the portable dialect: %s', (_, sql) => {
    expect(isAllowed(sql), flat(sql)).toBe(true)
  })

  it('uses every pattern that is allowed', () => {
    for (const [what, pattern] of Object.entries(allowed)) {
      expect(
        Object.values(statements).some((sql) => pattern.test(flat(sql))),
        what,
      ).toBe(true)
    }
  })

  it('stands nowhere but in that table', () => {
    const folder = fileURLToPath(new URL('../src', import.meta.url))
    const verb =
      /['"`]\s*(select|insert|update|delete|create|alter|drop|begin|set|show|listen|notify|lock|with)\s[^'"`]*/gi
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => literalsWith(verb, readFileSync(join(folder, file), 'utf8')))
      .filter((literal) => /\b(from|into|table|values|sensus_\w+|transaction|channel)\b/i.test(literal))
    const known = Object.values(statements).map(flat)
    expect(found.filter((literal) => !known.includes(literal))).toEqual([])
    expect(new Set(found).size).toBe(known.length)
  })

  it.each([
    'create table if not exists t (id serial not null, primary key (id))',
    'create table if not exists t (name text not null, origin text not null, primary key (name, origin))',
    'create sequence ids',
    'select pg_advisory_lock($1)',
    'select path from sensus_blobs',
    'select path from sensus_blobs where path = $2',
    'select nextval($1) from sensus_blobs where origin = $1',
    'select path from sensus_blobs where origin = $1 for update skip locked',
    'insert into sensus_blobs (origin, path, bytes) values ($1, $2, now())',
    'insert into sensus_blobs (origin, path, bytes) select origin, path, bytes from other',
    'update sensus_heads set value = random() where origin = $1',
    'update sensus_heads set value = $3',
    'delete from sensus_blobs',
    'listen checkpoints',
    'create trigger t after insert on sensus_blobs execute function f()',
    'select path from sensus_blobs where origin = $1; drop table sensus_blobs',
  ])('would refuse: %s', (sql) => {
    expect(isAllowed(sql)).toBe(false)
  })
})

/** The quoted texts of a source file that begin with one of the verbs, on one line each. */
function literalsWith(verb: RegExp, source: string): string[] {
  return [...source.matchAll(verb)].map(([literal]) => flat(literal.slice(1)))
}
