import { type Whole, wholeOf } from '../../../draw/whole.ts'

/** A piece of the bar, in votes; `from` and `length` are hundredths of the bar. */
export interface Piece {
  choice: 'agree' | 'pass' | 'disagree'
  amount: number
  from: number
  length: number
}

/** The votes on a statement as one bar: agree from the left, disagree from the right, pass between them. */
export function votesBar(votes: Readonly<Record<Piece['choice'], number>>): Whole<Piece> {
  const total = votes.agree + votes.pass + votes.disagree
  let from = 0
  const pieces = (total === 0 ? [] : (['agree', 'pass', 'disagree'] as const)).map((choice): Piece => {
    const piece = { choice, amount: votes[choice], from, length: (100 * votes[choice]) / total }
    from += piece.length
    return piece
  })
  return wholeOf('the votes on a statement', total, pieces)
}
