/** Pairs of words by which two statements that are otherwise alike say the opposite. */
const pairs: readonly (readonly [string, string])[] =
  `more less|more fewer|most least|higher lower|high low|raise lower|raise reduce
raised lowered|raised reduced|increase decrease|increase reduce|increased decreased|increased reduced|increases decreases
up down|allow ban|allow forbid|allow prohibit|allowed banned|allowed forbidden|allowed prohibited|support oppose|supports opposes
agree disagree|accept reject|keep abolish|keep remove|kept removed|add remove|start stop|begin end|open closed|open close
public private|public secret|before after|faster slower|fast slow|easier harder|easy hard|easy difficult|large small|larger smaller
big small|bigger smaller|long short|longer shorter|good bad|better worse|best worst|right wrong|true false|legal illegal
possible impossible|necessary unnecessary|fair unfair|safe unsafe|safe dangerous|likely unlikely|able unable|responsible irresponsible
always sometimes|all some|many few|everyone nobody|everybody nobody|everything nothing|for against|with without|win lose
rich poor|men women|man woman|north south|east west|buy sell|buying selling|leave remain|leave stay|central decentral
centralized decentralized|centralised decentralised|strengthen weaken|strong weak|stronger weaker|cheap expensive
trust distrust|minimum maximum|inside outside|first last|old young|older younger|old new|mandatory voluntary|mandatory optional`
    .split(/[|\n]/)
    .map((pair) => {
      const [one = '', other = ''] = pair.split(' ')
      return [one, other] as const
    })

/** For each word of a pair, its opposites. */
const opposites: ReadonlyMap<string, readonly string[]> = new Map(
  [...new Set(pairs.flat())].map((word) => [
    word,
    pairs.flatMap(([one, other]) => (one === word ? [other] : other === word ? [one] : [])),
  ]),
)

/** The words of a text that have an opposite, each once. */
export function turnable(tokens: readonly string[]): string[] {
  return [...new Set(tokens)].filter((token) => opposites.has(token))
}

/** Does one text have a word, and the other its opposite, where neither has both? Given are their turnable words. */
export function areOpposed(a: readonly string[], b: readonly string[]): boolean {
  return a.some(
    (word) => !b.includes(word) && opposites.get(word)?.some((other) => b.includes(other) && !a.includes(other)),
  )
}
