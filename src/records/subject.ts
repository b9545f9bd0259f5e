/** What records are about, lowest first: a subject may use those before it. The same words name folders in every room. */
export const subjects = ['ledger', 'conversation', 'chain', 'people'] as const

export type Subject = (typeof subjects)[number]
