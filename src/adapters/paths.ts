const segment = /^[A-Za-z0-9][A-Za-z0-9._-]*$/
const longest = 200
const own = new Set(['head', 'lock'])

/**
 * Throws unless `path` may name a blob: at most 200 characters, segments of letters, digits, `.`, `_` and `-` that begin
 * with a letter or digit (so no `..`, no hidden file), joined by `/`. Names in `head` and `lock` belong to the store itself.
 * One rule for every adapter, so that what one of them keeps can be moved to another.
 */
export function checkPath(path: string): void {
  const segments = path.split('/')
  const [first = ''] = segments
  const sound = path.length <= longest && segments.every((part) => segment.test(part)) && !own.has(first)
  if (!sound) throw new Error(`not a path for a blob: ${JSON.stringify(path)}`)
}

/** Throws unless `prefix` can begin a blob's path; the empty prefix stands for everything. */
export function checkPrefix(prefix: string): void {
  if (prefix === '') return
  const segments = prefix.split('/')
  const last = segments.pop() ?? ''
  const sound = segments.every((part) => segment.test(part)) && (last === '' || segment.test(last))
  if (!sound || prefix.length > longest) throw new Error(`not a prefix of blob paths: ${JSON.stringify(prefix)}`)
}
