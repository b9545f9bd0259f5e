/** A piece of plain text, or a link found in it. */
export type Piece = { text: string } | { href: string; text: string; domain: string }

const LINK = /https?:\/\/[^\s<>"'()[\]{}]+[^\s<>"'()[\]{}.,;:!?]/gu

/** Cuts plain text into words and links. Only http and https become links, and each shows its domain. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = []
  let end = 0
  for (const match of text.matchAll(LINK)) {
    const link = linkOf(match[0])
    if (!link) continue
    if (match.index > end) found.push({ text: text.slice(end, match.index) })
    found.push(link)
    end = match.index + match[0].length
  }
  if (end < text.length) found.push({ text: text.slice(end) })
  return found
}

function linkOf(text: string): Piece | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  return url.username || url.password ? null : { href: url.href, text, domain: url.hostname }
}
