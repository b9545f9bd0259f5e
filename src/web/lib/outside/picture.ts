/**
 * Fetches an SVG of this site as a node for the page. The request itself parses it: innerHTML and DOMParser would need a
 * Trusted Types policy of our own, which the content policy forbids. Null when there is no picture.
 */
export function fetchPicture(url: string): Promise<SVGElement | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('GET', url)
    request.responseType = 'document'
    request.overrideMimeType('image/svg+xml')
    request.onload = () => resolve(request.status === 200 ? svgOf(request.responseXML) : null)
    request.onerror = () => resolve(null)
    request.send()
  })
}

function svgOf(parsed: Document | null): SVGElement | null {
  const root = parsed?.documentElement
  return root instanceof SVGElement ? document.importNode(root, true) : null
}

const markOf = (mark: Element): string => mark.getAttribute('data-key') ?? ''

const marksIn = (holder: Element): SVGGraphicsElement[] => [
  ...holder.querySelectorAll<SVGGraphicsElement>('[data-key]'),
]

/** Where each mark of a picture stands on the screen. */
export function placesIn(holder: Element): Map<string, DOMRect> {
  return new Map(marksIn(holder).map((mark) => [markOf(mark), mark.getBoundingClientRect()]))
}

/** Lets the marks of a new picture glide from where they stood in the last one. */
export function glide(holder: Element, before: Map<string, DOMRect>): void {
  const scale = holder.querySelector('svg')?.getScreenCTM()?.a || 1
  // All places are read before anything moves: one layout instead of one per mark.
  const moves = marksIn(holder).map((mark) => ({
    mark,
    was: before.get(markOf(mark)),
    is: mark.getBoundingClientRect(),
  }))
  for (const { mark, was, is } of moves) {
    if (!was) continue
    const [dx, dy] = [(was.x - is.x) / scale, (was.y - is.y) / scale]
    if (Math.hypot(dx, dy) > 0.5)
      mark.animate([{ translate: `${dx}px ${dy}px` }, { translate: '0 0' }], { duration: 700, easing: 'ease-in-out' })
  }
}

/** Hands the reader a picture of this site as a PNG, twice as large as it says it is. */
export async function savePng(url: string, name: string): Promise<void> {
  const image = new Image()
  image.src = url
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth * 2
  canvas.height = image.naturalHeight * 2
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob === null) return
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
