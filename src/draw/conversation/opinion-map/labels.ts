import { type Box, crowdOf, overlaps } from './crowd.ts'
import { clamp, type Frame, type Place } from './frame.ts'

// Sixteen directions as constants: sine and cosine may differ in the last bit between machines.
const c1 = 0.9239
const c2 = Math.SQRT1_2
const c3 = 0.3827
const directions: [number, number][] = [
  [0, -1],
  [c3, -c1],
  [-c3, -c1],
  [c2, -c2],
  [-c2, -c2],
  [c1, -c3],
  [-c1, -c3],
  [1, 0],
  [-1, 0],
  [c1, c3],
  [-c1, c3],
  [c2, c2],
  [-c2, c2],
  [c3, c1],
  [-c3, c1],
  [0, 1],
]
const steps = [0, 14, 28, 42]

/**
 * Where each label goes: outside its group's outline where nobody stands, never over another label, inside the frame.
 * The largest groups come first in `groups`; the best of a fixed list of places is taken, the earlier one of equals.
 */
export function placeLabels(
  groups: { centre: Place; outline: readonly Place[]; size: { width: number; height: number } }[],
  people: readonly Place[],
  frame: Frame,
): Box[] {
  const placed: Box[] = []
  const crowd = crowdOf(people)
  for (const { centre, outline, size } of groups) {
    const candidates = directions.flatMap((direction) =>
      steps.map((step) => inside(beside(centre, outline, direction, step, size), size, frame)),
    )
    const priced = candidates.map((box) => ({ box, cost: cost(box, centre, placed, crowd.under(box)) }))
    placed.push(priced.reduce((best, each) => (each.cost < best.cost ? each : best)).box)
  }
  return placed
}

/** The place just beyond the outline in a direction. */
function beside(
  centre: Place,
  outline: readonly Place[],
  [dx, dy]: [number, number],
  step: number,
  { width, height }: { width: number; height: number },
): Place {
  const reach = outline.reduce((most, { x, y }) => Math.max(most, (x - centre.x) * dx + (y - centre.y) * dy), 0)
  const own = (Math.abs(dx) * width + Math.abs(dy) * height) / 2
  return { x: centre.x + dx * (reach + own + step), y: centre.y + dy * (reach + own + step) }
}

function inside({ x, y }: Place, { width, height }: { width: number; height: number }, frame: Frame): Box {
  const [w, h] = [width / 2 + 2, height / 2 + 2]
  return { x: clamp(x, w, frame.width - w), y: clamp(y, h, frame.height - h), width, height }
}

/** People covered, the way from the group, and above all other labels covered. */
function cost(box: Box, centre: Place, placed: readonly Box[], covered: number): number {
  const hidden = placed.filter((other) => overlaps(box, other)).length
  const away = Math.abs(box.x - centre.x) + Math.abs(box.y - centre.y)
  return 100_000 * hidden + 30 * covered + away
}
