import type { ParamsOf, ValueOf, ViewName } from '../views/registry.ts'
import type { PictureOptions, Words } from './picture.ts'
import type { Whole } from './whole.ts'

/** What a reader may choose of a picture beside the parameters of its view. */
export interface DrawingOptions extends PictureOptions {
  /** Which of several is drawn, by its name in the value. */
  rule?: string | undefined
}

export type OptionName = keyof DrawingOptions

/** An option that names nothing in the value: which one, and what there is to name. */
export interface NotDrawn {
  option: OptionName
  known: string[]
}

/** What a picture is drawn from beside the value of its view. */
export interface Around<V extends ViewName, Beside extends ViewName> {
  /** What the view was asked with. */
  params: ParamsOf<V>
  /** The value of the view beside it; null where it was not asked, or has no answer. */
  beside: ValueOf<Beside> | null
  /** Speaks the codes of values. */
  words: Words
}

/** How the value of a view looks. */
export interface Picture<V extends ViewName, Beside extends ViewName, Option extends OptionName> {
  /** As in `GET /api/pictures/<name>.svg`. */
  name: string
  title: string
  /** The view whose value is drawn; its parameters are those of the picture. */
  view: V
  /** What the view is asked with where the reader does not say. */
  params?: ParamsOf<V>
  /** Parameters without which there is nothing to draw. */
  needs?: readonly (keyof ParamsOf<V> & string)[]
  /** Another view that is looked at, asked with one of the same parameters when that is given. */
  beside?: { view: Beside; by: keyof ParamsOf<V> & keyof ParamsOf<Beside> & string }
  /** The options that it takes. */
  options: readonly Option[]
  /** What it draws as the sum of parts, each whole checked; `draw` draws from the same. Nothing where it divides nothing. */
  wholes(value: ValueOf<V>, options: Pick<DrawingOptions, Option>): readonly Whole[]
  /** SVG text, the same for the same arguments. */
  draw(value: ValueOf<V>, options: Pick<DrawingOptions, Option>, around: Around<V, Beside>): string | NotDrawn
}

/** Says what a picture is; the types of its view and its options follow. */
export function definePicture<V extends ViewName, Option extends OptionName, Beside extends ViewName = never>(
  picture: Picture<V, Beside, Option>,
): Picture<V, Beside, Option> {
  return picture
}
