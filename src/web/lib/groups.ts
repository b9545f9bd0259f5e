/** How a group of the opinion map is named everywhere: a letter and a shape, so that nobody depends on colour. */

const SHAPES = ['circle', 'triangle', 'square', 'diamond', 'pentagon'] as const
export type Shape = (typeof SHAPES)[number]

/** Group 0 is A. */
export function groupLetter(id: number): string {
  return String.fromCharCode(65 + id)
}

/** Group 0 is the circle, in the order of the opinion map's own marks. */
export function groupShape(id: number): Shape {
  return SHAPES[id % SHAPES.length]!
}
