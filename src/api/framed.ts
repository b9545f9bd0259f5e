/** Pages that any other origin may frame; every other one stays closed to all. They run no script and sign nothing. */
const framed = /^\/embed\/(subnet\/[0-9]{1,5}|c\/[0-9a-f]{64})$/

/** May others frame the page of this path? */
export const isFramed = (path: string): boolean => framed.test(path)
