/** Words that stayed, went and came between two versions of a text. */

export interface DiffPiece {
  what: 'same' | 'gone' | 'new'
  text: string
}

/** Most words of a version that are compared one by one; longer texts are shown whole. */
const mostWords = 1500

/** The longest common subsequence of words, and what is left of either side (Wagner and Fischer 1974). */
export function wordDiff(before: string, after: string): DiffPiece[] {
  const [a, b] = [before, after].map((text) => text.split(/(\s+)/u).filter((word) => word !== ''))
  if (a!.length > mostWords || b!.length > mostWords) return joined([piece('gone', before), piece('new', after)])
  return joined(walk(a!, b!, lengths(a!, b!)))
}

const piece = (what: DiffPiece['what'], text: string): DiffPiece => ({ what, text })

/** Length of the longest common subsequence of the rest of both from each pair of places. */
function lengths(a: string[], b: string[]): Uint16Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--)
      rows[i]![j] = a[i] === b[j] ? rows[i + 1]![j + 1]! + 1 : Math.max(rows[i + 1]![j]!, rows[i]![j + 1]!)
  }
  return rows
}

function walk(a: string[], b: string[], rows: Uint16Array[]): DiffPiece[] {
  const pieces: DiffPiece[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pieces.push(piece('same', a[i]!))
      i++
      j++
    } else if (j >= b.length || (i < a.length && rows[i + 1]![j]! >= rows[i]![j + 1]!))
      pieces.push(piece('gone', a[i++]!))
    else pieces.push(piece('new', b[j++]!))
  }
  return pieces
}

/** Neighbours of one sort as one piece. */
function joined(pieces: DiffPiece[]): DiffPiece[] {
  const all: DiffPiece[] = []
  for (const { what, text } of pieces) {
    if (text === '') continue
    const last = all.at(-1)
    if (last?.what === what) last.text += text
    else all.push({ what, text })
  }
  return all
}
