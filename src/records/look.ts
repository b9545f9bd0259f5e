import { unseen } from './invisible.ts'

const unseenOrSpace = new RegExp(`[${unseen}\\s]`, 'gu')

/**
 * What a name looks like, for comparing names that people may take for one another: compatible characters (Unicode
 * NFKC), no case, no white space, and nothing that has no width. Letters of other scripts that look alike stay apart.
 */
export function lookOf(name: string): string {
  return name.normalize('NFKC').replace(unseenOrSpace, '').toUpperCase().toLowerCase().normalize('NFKC')
}
