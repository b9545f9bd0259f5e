import type { DrawingOptions, NotDrawn } from './define.ts'
import type { Words } from './picture.ts'
import { type PictureName, pictureOf } from './registry.ts'

/** All that a picture follows from, as plain text, so that it can be drawn elsewhere and compared. */
export interface Drawing {
  picture: PictureName
  /** JSON text of the value of its view, and of the view beside it; null where that is not looked at. */
  value: string
  beside: string | null
  /** What the view was asked with. */
  params: Record<string, string>
  options: DrawingOptions
}

/** SVG text, or the option that names nothing in the value. */
export type Drawn = string | NotDrawn

/** Draws, here or in a thread. */
export type Draw = (drawing: Drawing) => Promise<Drawn>

/** Draws a picture from what it follows from: the same text for the same drawing. */
export function drawn({ picture, value, beside, params, options }: Drawing, words: Words): Drawn {
  const around = { params, beside: beside === null ? null : objectOf(beside), words }
  return pictureOf(picture).draw(objectOf(value), options, around)
}

/** The value of a view is an object. */
const objectOf = (json: string): object => JSON.parse(json)
