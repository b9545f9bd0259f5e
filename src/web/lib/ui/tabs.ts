/** Pages that belong together, with what their tabs say: a page of such a group is one line here. */

/** `below`: where the pages of single ones begin that the tab's own page lists. */
export type Tab = readonly [href: string, words: string, below?: string]

export const chainTabs: readonly Tab[] = [
  ['/influence', 'Influence'],
  ['/subnets', 'Subnets', '/subnet/'],
  ['/movements', 'Movements'],
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
  tabs.some(([href, , below]) => path.startsWith(href) || isBelow(below, path))

/** Is it the page of a single one? */
export const isBelow = (below: string | undefined, path: string): boolean =>
  below !== undefined && path.startsWith(below)
