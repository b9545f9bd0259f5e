import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { scriptOf } from './svelte.ts'

/** One source file as the figures and the lints read it. */
export interface Source {
  /** Below the checkout, with `/`: `src/records/kind.ts`. */
  path: string
  /** Lines of the whole file, those of a component's markup too. */
  lines: number
  /** Of a component: its scripts and the expressions of its markup, at the places where they stand. */
  ast: ts.SourceFile
}

/** A source file from its text. Its nodes know their parents. */
export function parseSource(path: string, text: string): Source {
  const code = path.endsWith('.svelte') ? scriptOf(text) : text
  const ast = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS)
  return { path, lines: text.replace(/\n$/, '').split('\n').length, ast }
}

/** Every TypeScript file and component below some folders of a checkout, in order of their paths. */
export function readSources(checkout: string, folders: readonly string[]): Source[] {
  return folders
    .flatMap((folder) => filesBelow(join(checkout, folder)))
    .map((file) => parseSource(relative(checkout, file), readFileSync(file, 'utf8')))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Is this what ships: no test, no declaration, nothing that only tests use? */
export const isShipped = ({ path }: Source): boolean => !/\.(test|d)\.ts$|\/testing\//.test(path)

/** Line of a node, from 1. */
export function lineOf({ ast }: Source, node: ts.Node): number {
  return ast.getLineAndCharacterOfPosition(node.getStart(ast)).line + 1
}

/** Every node below one, itself first, in the order of the text. */
export function* nodesBelow(node: ts.Node): Generator<ts.Node> {
  yield node
  const children: ts.Node[] = []
  ts.forEachChild(node, (child) => void children.push(child))
  for (const child of children) yield* nodesBelow(child)
}

/** An expression without the parentheses, `as`, `satisfies` and `!` around it. */
export function bare(node: ts.Expression): ts.Expression {
  const wrapped =
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
  return wrapped ? bare(node.expression) : node
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesBelow(path)
    return /\.(ts|svelte)$/.test(entry.name) ? [path] : []
  })
}
