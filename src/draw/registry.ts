import type { ParamsOf, ViewName } from '../views/registry.ts'
import { concentration } from './chain/concentration.ts'
import { delegation } from './chain/delegation.ts'
import { influence, votingStake } from './chain/influence.ts'
import { power } from './chain/power.ts'
import { opinionMap } from './conversation/opinion-map.ts'
import { statementMap } from './conversation/statement-map.ts'
import type { DrawingOptions, NotDrawn, OptionName } from './define.ts'
import { movements } from './people/movements.ts'
import { positions } from './people/positions.ts'
import { readingMap } from './people/reading-map.ts'
import type { Words } from './picture.ts'
import type { Whole } from './whole.ts'

/** Every picture by its name: routes, the client and the list of views follow from this list. */
export const pictures = {
  'opinion-map': opinionMap,
  'reading-map': readingMap,
  'statement-map': statementMap,
  influence,
  'voting-stake': votingStake,
  concentration,
  power,
  delegation,
  movements,
  positions,
}

type Pictures = typeof pictures

export type PictureName = keyof Pictures

/** How a picture is asked: the parameters of its view. */
export type PictureParams<N extends PictureName> = ParamsOf<Pictures[N]['view']>

/** The options that a picture takes. */
export type PictureOptionsOf<N extends PictureName> = Pick<DrawingOptions, Pictures[N]['options'][number]>

export const pictureNames = Object.keys(pictures) as PictureName[]

/** Is there a picture of this name? */
export function isPictureName(name: string): name is PictureName {
  return Object.hasOwn(pictures, name)
}

interface AnyAround {
  params: object
  beside: object | null
  words: Words
}

/** A picture when it does not matter which. */
export interface AnyPicture {
  name: PictureName
  title: string
  view: ViewName
  params?: Record<string, string>
  needs?: readonly string[]
  beside?: { view: ViewName; by: string }
  options: readonly OptionName[]
  wholes(value: object, options: DrawingOptions): readonly Whole[]
  draw(value: object, options: DrawingOptions, around: AnyAround): string | NotDrawn
}

/** A picture by its name, when it does not matter which. */
export function pictureOf(name: PictureName): AnyPicture {
  return pictures[name] as AnyPicture
}

/** The pictures of a view, by their names. */
export function picturesOf(view: ViewName): PictureName[] {
  return pictureNames.filter((name) => pictures[name].view === view)
}
