/** Pages that belong together, with what their tabs say: a page of such a group is one line here. */

export type Tab = readonly [href: string, words: string]

export const chainTabs: readonly Tab[] = [
  ['/influence', 'Influence'],
  ['/subnets', 'Subnets'],
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

/** Is a path one of a group's pages, or below one? */
export const isAmong = (tabs: readonly Tab[], path: string): boolean => tabs.some(([href]) => path.startsWith(href))
