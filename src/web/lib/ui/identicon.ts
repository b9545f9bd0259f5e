import { sha256, utf8 } from '../../../log/bytes.ts'

/** A small picture of an address: five by five cells, mirrored, in one of eight colours. */
export interface Identicon {
  /** 0 to 7; the colours stand in the stylesheet of the component. */
  hue: number
  /** Filled cells as `[column, row]`. */
  cells: [number, number][]
}

/** The picture follows from all characters of the address, so that two addresses alike at both ends look different. */
export function identicon(address: string): Identicon {
  const digest = sha256(utf8(address))
  const cells: [number, number][] = []
  for (let i = 0; i < 15; i++) {
    if ((digest[i]! & 1) === 0) continue
    const column = i % 3
    const row = Math.floor(i / 3)
    cells.push([column, row])
    if (column < 2) cells.push([4 - column, row])
  }
  return { hue: digest[31]! & 7, cells }
}
