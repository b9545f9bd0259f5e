/** What the ledger and the folds refuse: who may do what after whom. */
export const folds = {} as const
