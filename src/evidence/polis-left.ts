import type { Refusal } from '../records/refusals.ts'

/** Rows that cannot be used for one reason: the first of them, and how many there are. */
export interface Left {
  first: Refusal
  rows: number
}

/** Counts rows that cannot be used, by reason, in the order in which the reasons came up. */
export function leftRows(): {
  take(problem: Refusal): null
  all(): Left[]
  /** The first problem of a kind of file of which more was left out than used. */
  tooMany(used: { comments: number; votes: number }): Refusal | null
} {
  const reasons = new Map<string, Left>()
  const counts = { comments: 0, votes: 0 }
  return {
    take(problem) {
      const { file, reason, column = '', expected = '' } = problem.params
      const key = [problem.code, file, reason, column, expected].join()
      const known = reasons.get(key)
      if (known) known.rows++
      else reasons.set(key, { first: problem, rows: 1 })
      counts[kindOf(problem)]++
      return null
    },
    all: () => [...reasons.values()],
    tooMany(used) {
      const worst = counts.comments > used.comments ? 'comments' : counts.votes > used.votes ? 'votes' : null
      const found = [...reasons.values()].find(({ first }) => kindOf(first) === worst)
      return found?.first ?? null
    },
  }
}

function kindOf({ params: { file } }: Refusal): 'comments' | 'votes' {
  return String(file).includes('votes') ? 'votes' : 'comments'
}
