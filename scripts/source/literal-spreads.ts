import ts from 'typescript'
import { lineOf, nodesBelow, type Source } from './read.ts'

/**
 * Lines where an object literal is spread into another: `{ ...{ a, b } }`. Written so, properties that do not belong
 * there pass unseen. A spread of a condition, `...(found && { found })`, is not meant.
 */
export function literalSpreads(source: Source): number[] {
  return [...nodesBelow(source.ast)].filter(isLiteralSpread).map((node) => lineOf(source, node))
}

function isLiteralSpread(node: ts.Node): boolean {
  if (!ts.isSpreadAssignment(node)) return false
  let spread = node.expression
  while (ts.isParenthesizedExpression(spread)) spread = spread.expression
  return ts.isObjectLiteralExpression(spread)
}
