/** Address of the map of a conversation; with a statement, the map by what people say on it. */
export function onMap(conversation: string, mode: 'robust' | 'classic', statement?: string): string {
  const asked = new URLSearchParams({
    ...(mode === 'classic' && { mode }),
    ...(statement !== undefined && { show: statement }),
  }).toString()
  return `/c/${conversation}${asked === '' ? '' : `?${asked}`}#map-heading`
}
