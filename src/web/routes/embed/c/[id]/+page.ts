/** What others frame runs no script of ours. */
export const csr = false
