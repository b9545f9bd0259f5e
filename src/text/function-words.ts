/**
 * English words that carry grammar and no matter: articles, pronouns, auxiliaries, prepositions, conjunctions. Words of
 * matter that long lists of stop words have ("great", "young", "too", "more") are not among them: left out, they make
 * different statements equal. Negations are compared by themselves (`negations.ts`).
 */
export const functionWords: ReadonlySet<string> = new Set(
  `a an the this that these those
  i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
  it its itself they them their theirs themselves who whom whose which what one's
  am is are was were be been being have has had having do does did doing done
  can could may might must shall should will would ought
  i'm you're he's she's it's we're they're i've you've we've they've i'd you'd he'd she'd we'd they'd
  i'll you'll he'll she'll we'll they'll that's who's what's there's here's let's
  not no nor cannot
  at by for from in into of off on onto to upon with within as than about
  and but if or because so while whereas although though since until unless whether
  there here then when where why how`.split(/\s+/),
)
