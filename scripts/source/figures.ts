import ts from 'typescript'
import { kindBranches, kindFiles } from './kind-branches.ts'
import { literalSpreads } from './literal-spreads.ts'
import { isShipped, lineOf, nodesBelow, type Source } from './read.ts'

/** Rooms whose exported functions and types are expected to carry a docstring. */
const core = /^src\/(math|log|records|evidence|chain|folds|views|draw|words)\//

/** A function that has a name of its own, or that a name is given to. */
export interface NamedFunction {
  path: string
  line: number
  name: string
  lines: number
}

export interface Figures {
  files: { count: number; lines: number; median: number; longest: { path: string; lines: number } }
  functions: { count: number; median: number; over50: NamedFunction[] }
  casts: number
  nonNull: number
  any: number
  /** Of what core rooms export: functions and types, and how many of them have a docstring. */
  exported: { count: number; documented: number }
  kindBranches: { count: number; files: number }
  literalSpreads: number
}

/** The figures of a house, over the sources that ship. */
export function figuresOf(all: readonly Source[]): Figures {
  const sources = all.filter(isShipped)
  const nodes = sources.flatMap(({ ast }) => [...nodesBelow(ast)])
  const functions = sources.flatMap(functionsOf)
  const exported = sources.filter(({ path }) => core.test(path)).flatMap(exportedOf)
  const branches = kindBranches(
    sources.filter(({ path }) => !path.startsWith('src/dev/')),
    kindFiles(sources),
  )
  return {
    files: {
      count: sources.length,
      lines: sources.reduce((sum, { lines }) => sum + lines, 0),
      median: median(sources.map(({ lines }) => lines)),
      longest: sources.reduce(({ path, lines }, each) => (each.lines > lines ? each : { path, lines }), {
        path: '',
        lines: 0,
      }),
    },
    functions: {
      count: functions.length,
      median: median(functions.map(({ lines }) => lines)),
      over50: functions.filter(({ lines }) => lines > 50),
    },
    casts: nodes.filter(isCast).length,
    nonNull: nodes.filter(ts.isNonNullExpression).length,
    any: nodes.filter(({ kind }) => kind === ts.SyntaxKind.AnyKeyword).length,
    exported: { count: exported.length, documented: exported.filter(isDocumented).length },
    kindBranches: { count: branches.length, files: new Set(branches.map(({ path }) => path)).size },
    literalSpreads: sources.reduce((sum, source) => sum + literalSpreads(source).length, 0),
  }
}

function functionsOf(source: Source): NamedFunction[] {
  return [...nodesBelow(source.ast)].flatMap((node) => {
    const name = ts.isFunctionLike(node) && 'body' in node && node.body ? nameOf(node) : null
    if (name === null) return []
    const [line, end] = [lineOf(source, node), source.ast.getLineAndCharacterOfPosition(node.end).line + 1]
    return [{ path: source.path, line, name, lines: end - line + 1 }]
  })
}

/** Of a callback, which has none: null. */
function nameOf(node: ts.SignatureDeclaration): string | null {
  if (ts.isConstructorDeclaration(node)) return 'constructor'
  if (node.name) return node.name.getText()
  const { parent } = node
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)
    ? parent.name.getText()
    : null
}

function isCast(node: ts.Node): boolean {
  return ts.isAsExpression(node) && !ts.isConstTypeReference(node.type)
}

/** Exported functions, and constants that are functions, classes, interfaces and types. */
function exportedOf({ ast }: Source): ts.Statement[] {
  return ast.statements.filter((statement) => {
    if (!ts.canHaveModifiers(statement)) return false
    if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return false
    if (!ts.isVariableStatement(statement)) return true
    return statement.declarationList.declarations.some(
      ({ initializer }) => initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)),
    )
  })
}

const isDocumented = (statement: ts.Statement): boolean =>
  ts.getJSDocCommentsAndTags(statement).some((each) => ts.isJSDoc(each) && each.comment !== undefined)

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted.length === 0
    ? 0
    : (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.floor(sorted.length / 2)]!) / 2
}
