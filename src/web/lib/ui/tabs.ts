/** Pages that belong together, with what their tabs say: a page of such a group is one line here. */

/** `below`: where the pages begin that the tab's own page leads to. */
export type Tab = readonly [href: string, words: string, ...below: string[]]

export const chainTabs: readonly Tab[] = [
  ['/influence', 'Influence'],
  ['/subnets', 'Subnets', '/subnet/'],
  ['/movements', 'Movements'],
  ['/proposals', 'Privileged calls', '/proposal/', '/upgrade/', '/referend'],
  ['/delegation', 'Delegation'],
  ['/what-if', 'What if'],
  ['/coverage', 'Not known yet'],
]

export const peopleTabs: readonly Tab[] = [
  ['/people', 'People'],
  ['/transparency', 'Transparency'],
  ['/commitments', 'Say and do'],
]

export const questionTabs: readonly Tab[] = [
  ['/questions', 'Questions'],
  ['/events', 'Events', '/events/'],
  ['/questions/match', 'Who thinks like me'],
]

/** Is a path one of a group's pages, or below one? */
export const isAmong = (tabs: readonly Tab[], path: string): boolean =>
  tabs.some(([href, , ...below]) => path.startsWith(href) || isBelow(below, path))

/** Is it one of the pages that a tab leads to? */
export const isBelow = (below: readonly string[], path: string): boolean => below.some((each) => path.startsWith(each))
