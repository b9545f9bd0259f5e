// Source: M. Okabe and K. Ito, Color Universal Design, 2008: colours that people with colour-blindness tell apart.

/** How a group is shown, so that no single one of letter, shape and colour is needed to tell it from another. */
export interface GroupStyle {
  letter: string
  shape: 'circle' | 'triangle' | 'square' | 'diamond' | 'pentagon'
  /** In words, for the text alternative. */
  plural: string
  colour: string
}

const styles: Omit<GroupStyle, 'letter'>[] = [
  { shape: 'circle', plural: 'blue circles', colour: '#0072b2' },
  { shape: 'triangle', plural: 'orange triangles', colour: '#e69f00' },
  { shape: 'square', plural: 'green squares', colour: '#009e73' },
  { shape: 'diamond', plural: 'pink diamonds', colour: '#cc79a7' },
  { shape: 'pentagon', plural: 'yellow pentagons', colour: '#f0e442' },
]

/** Group 0 is A, a blue circle. There are never more than five groups. */
export function groupStyle(id: number): GroupStyle {
  return { letter: String.fromCharCode(65 + id), ...styles[id % styles.length]! }
}

/** Colours of a picture that stands alone; a page replaces them through the classes (opinion-map.css). */
export const paper = '#fbfaf8'
export const ink = '#1b1a17'
export const quiet = '#6b665d'

/** Path of a mark of about the area of a circle of radius r, around (x, y). */
export function markPath(
  shape: GroupStyle['shape'],
  x: number,
  y: number,
  r: number,
  n: (value: number) => string,
): string {
  return marksOf(shape, r, n)(x, y)
}

/** Paths of many such marks: what is the same in all of them is written once. */
export function marksOf(
  shape: GroupStyle['shape'],
  r: number,
  n: (value: number) => string,
): (x: number, y: number) => string {
  const from = (dx: number, dy: number, rest: string) => (x: number, y: number) => `M${n(x + dx)} ${n(y + dy)}${rest}`
  switch (shape) {
    case 'circle':
      return from(-r, 0, `a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0z`)
    case 'triangle':
      return from(0, -1.3 * r, `l${n(1.3 * r)} ${n(2.2 * r)}h${n(-2.6 * r)}z`)
    case 'square':
      return from(-0.9 * r, -0.9 * r, `h${n(1.8 * r)}v${n(1.8 * r)}h${n(-1.8 * r)}z`)
    case 'diamond':
      return from(
        0,
        -1.3 * r,
        `l${n(1.3 * r)} ${n(1.3 * r)}l${n(-1.3 * r)} ${n(1.3 * r)}l${n(-1.3 * r)} ${n(-1.3 * r)}z`,
      )
    case 'pentagon':
      return from(
        0,
        -1.1 * r,
        `l${n(1.05 * r)} ${n(0.75 * r)}l${n(-0.4 * r)} ${n(1.25 * r)}h${n(-1.3 * r)}l${n(-0.4 * r)} ${n(-1.25 * r)}z`,
      )
  }
}
