import { element, escaped } from './svg.ts'

/** Colours of a picture that stands alone, by the reader's scheme; contrast of text on every fill is AA at least. */
const themes = {
  light: {
    ink: '#1b1a17',
    quiet: '#524e47',
    rule: '#ddd8ce',
    paper: '#fbfaf8',
    accent: '#0b5563',
    first: '#cfe4ea',
    second: '#efe5cd',
    third: '#e3ddd3',
    strong: '#0072b2',
    warm: '#b04a00',
  },
  dark: {
    ink: '#ece9e3',
    quiet: '#b8b3a9',
    rule: '#343a40',
    paper: '#14171a',
    accent: '#83cbd8',
    first: '#1d4855',
    second: '#4a4029',
    third: '#333a40',
    strong: '#56b4e9',
    warm: '#e69f00',
  },
} as const

export type ThemeName = keyof typeof themes
export type Theme = Record<keyof (typeof themes)['light'], string>

/** How a picture is drawn: for which width, in units that are pixels at that width, and for which scheme. */
export interface PictureOptions {
  /** Default 960. */
  width?: number | undefined
  theme?: ThemeName | undefined
}

/** Says a sentence of the catalogue by its id, with its parameters in their places. */
export type Words = (id: string, params?: Readonly<Record<string, string | number>>) => string

/** The colours asked for; the light ones unless told. */
export const themeOf = ({ theme = 'light' }: PictureOptions): Theme => themes[theme]
/** The width asked for, in units of the picture; 960 unless told. */
export const widthOf = ({ width = 960 }: PictureOptions): number => width

/** Small and normal type. */
export const small = 12
export const normal = 14

interface Head {
  title: string
  /** What it shows, for who does not see it. */
  desc: string
  width: number
  height: number
}

/** The picture as SVG text: without style or script, so that it stands alone and passes any content policy. */
export function picture({ title, desc, width, height }: Head, ...inside: string[]): string {
  const head = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
    'aria-label': `${title}. ${desc}`,
    'font-family': 'system-ui, sans-serif',
    'font-size': normal,
  }
  return element('svg', head, element('title', {}, escaped(title)), element('desc', {}, escaped(desc)), ...inside)
}

/** A line of text at a place. */
export function label(
  text: string,
  x: number,
  y: number,
  fill: string,
  more: Record<string, string | number | undefined> = {},
): string {
  return element('text', { x, y, fill, ...more }, escaped(text))
}
