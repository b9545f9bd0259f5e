/** Codes that stand in published values: states, roles, relations, rules. */
export const values = {} as const
