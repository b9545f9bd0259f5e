/** Words that turn a statement round, in languages that a statement may be in. Where two mean it together, one is here. */
const words: ReadonlySet<string> = new Set(
  `not no never none nobody nothing nowhere neither nor without cannot cant dont doesnt didnt isnt arent wasnt werent wont
  wouldnt shouldnt couldnt hasnt havent hadnt mustnt aint
  nicht kein keine keinen keinem keiner keines nie niemals nichts niemand ohne
  pas jamais rien aucun aucune sans
  nunca jamas sin nada nadie ningun ninguna ninguno
  nao nenhum nenhuma sem ninguem
  non mai senza niente nessuno nessuna
  niet geen nooit niets niemand zonder
  nikdy bez nic nikto nikdo
  не нет без ни никогда никто ничего нельзя
  لا ليس ليست لم لن بدون
  नहीं मत बिना`.split(/\s+/),
)

/** In scripts without spaces the sign itself. */
const signs = /[不没沒無无非未别別]|ない|ません|[않못없]|ไม่/gu

/** Do the negations of a text turn it round? True for an odd number of them. `tokens` are its words, in plain letters. */
export function isNegated(text: string, tokens: readonly string[]): boolean {
  const spoken = tokens.filter((token) => words.has(token) || token.endsWith("n't")).length
  return (spoken + (text.match(signs)?.length ?? 0)) % 2 === 1
}
