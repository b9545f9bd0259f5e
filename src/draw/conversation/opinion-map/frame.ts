/** A place in the picture, in its units. */
export interface Place {
  x: number
  y: number
}

/** From the units of the map to those of the picture. */
export interface Frame {
  width: number
  height: number
  /** Place in the picture; y grows downwards there. Beyond the margin a place is moved to it. */
  at(place: Place): Place
  /** Whether `at` moved it. */
  beyond(place: Place): boolean
  /** Where (0, 0) stands, and units of the picture for one of the map. */
  middle: Place
  scale: number
}

const margin = 44

/** Where somebody stands, and what of the map they belong to. */
export interface Standing extends Place {
  group: number | null
  /** Half of the first axis, on maps that tell it. */
  half?: number | null
}

/** Has somebody voted enough to stand where they are drawn? */
export const isPlacedWell = ({ group, half }: Standing): boolean => group !== null || (half ?? null) !== null

/**
 * A frame around everybody who has voted enough and around (0, 0), both axes to one scale. Few votes can throw people far
 * out: the frame is not made for the others.
 */
export function frameOf(map: { participants: readonly Standing[] }, width: number, also: Place[]): Frame {
  const well = map.participants.filter(isPlacedWell)
  const shown = [...(well.length > 0 ? well : map.participants), ...also, { x: 0, y: 0 }]
  const [left, right] = extent(shown.map(({ x }) => x))
  const [bottom, top] = extent(shown.map(({ y }) => y))
  const inner = width - 2 * margin
  const wide = right - left || 1
  const tall = top - bottom || 1
  const ratio = Math.min(Math.max(tall / wide, 0.5), 1)
  const height = Math.round(inner * ratio) + 2 * margin
  const scale = Math.min(inner / wide, (height - 2 * margin) / tall)
  const raw = ({ x, y }: Place): Place => ({
    x: width / 2 + (x - (left + right) / 2) * scale,
    y: height / 2 - (y - (bottom + top) / 2) * scale,
  })
  const edge = margin / 4
  const at = (place: Place): Place => {
    const { x, y } = raw(place)
    return { x: clamp(x, edge, width - edge), y: clamp(y, edge, height - edge) }
  }
  const beyond = (place: Place): boolean => raw(place).x !== at(place).x || raw(place).y !== at(place).y
  return { width, height, at, beyond, middle: raw({ x: 0, y: 0 }), scale }
}

function extent(values: number[]): [number, number] {
  return values.reduce<[number, number]>(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [0, 0])
}

/** A value, or the nearest of two bounds. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
