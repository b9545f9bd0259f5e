import { zeroWidth } from './characters.ts'

const unseen = new RegExp(`${zeroWidth.source}|[\\s\\uFE00-\\uFE0F]`, 'gu')

/**
 * What a name looks like, for comparing names that people may take for one another: compatible characters (Unicode
 * NFKC), no case, no white space, and nothing that has no width. Letters of other scripts that look alike stay apart.
 */
export function lookOf(name: string): string {
  return name.normalize('NFKC').replace(unseen, '').toUpperCase().toLowerCase().normalize('NFKC')
}
