import { diffWordsWithSpace } from 'diff'

/** Words that stayed, went and came between two versions of a text. */

export interface DiffPiece {
  what: 'same' | 'gone' | 'new'
  text: string
}

/** Most words of a version that are compared one by one; longer texts are shown whole. */
const mostWords = 1500

/** What stayed, went and came, in the order of reading: the pieces without `new` are the text before, without `gone` the text after. */
export function wordDiff(before: string, after: string): DiffPiece[] {
  const tooLong = [before, after].some((text) => text.split(/\s+/u).length > mostWords)
  const changes = tooLong ? [] : diffWordsWithSpace(before, after)
  const pieces = tooLong
    ? [piece('gone', before), piece('new', after)]
    : changes.map(({ added, removed, value }) => piece(added ? 'new' : removed ? 'gone' : 'same', value))
  return pieces.filter(({ text }) => text !== '')
}

const piece = (what: DiffPiece['what'], text: string): DiffPiece => ({ what, text })
