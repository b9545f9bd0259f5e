import ts from 'typescript'
import { bare, lineOf, nodesBelow, type Source } from './read.ts'

/** A place where code does something because a record is of one kind. */
export interface KindBranch {
  path: string
  line: number
  /** The kind, by its present or an earlier name. */
  kind: string
  how: 'comparison' | 'case' | 'list' | 'table'
}

/** The kinds of a checkout: each word that names one, with the file that says everything about it. */
export function kindFiles(sources: readonly Source[]): Map<string, string> {
  const found = sources
    .filter(({ path }) => path.startsWith('src/records/'))
    .flatMap((source) => [...nodesBelow(source.ast)].flatMap(definedNames).map((name) => [name, source.path] as const))
  return new Map(found)
}

/**
 * Every branch on a kind's name: a comparison of a record's kind with a literal, a `case`, a literal list that is asked
 * whether it includes the kind, and a table of at least three kinds. Each name counts once for each place. What a kind's
 * own file says of itself does not count, nor does the registry.
 */
export function kindBranches(sources: readonly Source[], kinds: ReadonlyMap<string, string>): KindBranch[] {
  return sources
    .filter(({ path }) => path !== 'src/records/registry.ts')
    .flatMap((source) =>
      [...nodesBelow(source.ast)].flatMap((node) =>
        branchesAt(node, (name) => kinds.has(name))
          .filter(({ kind }) => kinds.get(kind) !== source.path)
          .map(({ at, kind, how }) => ({ path: source.path, line: lineOf(source, at), kind, how })),
      ),
    )
}

type Found = Pick<KindBranch, 'kind' | 'how'> & { at: ts.Node }
type IsKind = (name: string) => boolean

function branchesAt(node: ts.Node, isKind: IsKind): Found[] {
  const all = [...compared(node), ...cases(node), ...listed(node)].filter(({ kind }) => isKind(kind))
  return [...all, ...tabled(node, isKind)]
}

/** The word in `name` and the words in `formerly` of a call of defineKind. */
function definedNames(node: ts.Node): string[] {
  if (!ts.isCallExpression(node) || node.expression.getText() !== 'defineKind') return []
  const [kind] = node.arguments
  if (!kind || !ts.isObjectLiteralExpression(kind)) return []
  return kind.properties.flatMap((property) => {
    if (!ts.isPropertyAssignment(property) || !/^(name|formerly)$/.test(property.name.getText())) return []
    const value = bare(property.initializer)
    return (ts.isArrayLiteralExpression(value) ? [...value.elements] : [value]).flatMap(wordOf)
  })
}

const equals = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
])

function compared(node: ts.Node): Found[] {
  if (!ts.isBinaryExpression(node) || !equals.has(node.operatorToken.kind)) return []
  const sides = [
    [node.left, node.right],
    [node.right, node.left],
  ] as const
  return sides.flatMap(([word, other]) =>
    isKindOfRecord(other) ? wordOf(word).map((kind) => ({ at: node, kind, how: 'comparison' as const })) : [],
  )
}

function cases(node: ts.Node): Found[] {
  if (!ts.isCaseClause(node) || !isKindOfRecord(node.parent.parent.expression)) return []
  return wordOf(node.expression).map((kind) => ({ at: node, kind, how: 'case' }))
}

/** `['vote', 'statement'].includes(kind)`, and the same with `some`, `find` or `indexOf`. */
function listed(node: ts.Node): Found[] {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return []
  const { name, expression } = node.expression
  const list = bare(expression)
  if (!/^(includes|some|find|indexOf)$/.test(name.text) || !ts.isArrayLiteralExpression(list)) return []
  return list.elements.flatMap(wordOf).map((kind) => ({ at: list, kind, how: 'list' }))
}

/** An object of which at least three keys, and at least half, are names of kinds. */
function tabled(node: ts.Node, isKind: IsKind): Found[] {
  if (!ts.isObjectLiteralExpression(node)) return []
  const keys = node.properties.flatMap((property) => (property.name ? keyOf(property.name) : []))
  const kinds = keys.filter(({ key }) => isKind(key))
  if (kinds.length < 3 || kinds.length * 2 < keys.length) return []
  return kinds.map(({ at, key }) => ({ at, kind: key, how: 'table' }))
}

function keyOf(at: ts.PropertyName): { at: ts.Node; key: string }[] {
  return ts.isIdentifier(at) || ts.isStringLiteralLike(at) ? [{ at, key: at.text }] : []
}

function wordOf(node: ts.Node): string[] {
  const value = ts.isExpression(node) ? bare(node) : node
  return ts.isStringLiteralLike(value) ? [value.text] : []
}

/** Is this named as the kind of a record is: `kind`, `record.kind`, `envelope.action`, `kindNamed(word)`? */
function isKindOfRecord(node: ts.Expression): boolean {
  const value = bare(node)
  if (ts.isCallExpression(value)) return isKindOfRecord(value.expression)
  const name = ts.isPropertyAccessExpression(value) ? value.name.text : ts.isIdentifier(value) ? value.text : ''
  return /^(kind|action)|Kind$/.test(name)
}
