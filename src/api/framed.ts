/** Whether any origin may frame a page: the small page of a subnet, and no other. */
export const isFramed = (path: string): boolean => /^\/embed\/subnet\/[0-9]+$/.test(path)
