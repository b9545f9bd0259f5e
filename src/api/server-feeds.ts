/** Feeds of what was seen: Atom (RFC 4287) and JSON Feed 1.1. */

/** A feed before it is written. Times are Unix milliseconds. */
export interface Feed {
  title: string
  subtitle: string
  /** Stays the same whatever the address of the site. */
  id: string
  /** Page that shows the same. */
  home: string
  /** Where this feed is. */
  self: string
  /** Newest first. */
  entries: readonly FeedEntry[]
}

export interface FeedEntry {
  id: string
  url: string
  title: string
  text: string
  published: number
  updated: number
  tags: readonly string[]
  /** What the API says of it, for programs. */
  alarm: object
}

/** An Atom document. A feed without entries was last changed when time began: nothing has been seen. */
export function atomFeed({ title, subtitle, id, home, self, entries }: Feed): string {
  const updated = Math.max(0, ...entries.map((each) => each.updated))
  return `${[
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    element('title', title),
    element('subtitle', subtitle),
    element('id', id),
    element('updated', iso(updated)),
    `<link rel="self" type="application/atom+xml" href="${xml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(home)}"/>`,
    `<author>${element('name', 'Sensus')}</author>`,
    ...entries.map(atomEntry),
    '</feed>',
  ].join('\n')}\n`
}

function atomEntry({ id, url, title, text, published, updated, tags }: FeedEntry): string {
  return [
    '<entry>',
    element('id', id),
    element('title', title),
    element('updated', iso(updated)),
    element('published', iso(published)),
    `<link rel="alternate" type="text/html" href="${xml(url)}"/>`,
    ...tags.map((tag) => `<category term="${xml(tag)}"/>`),
    element('content', text),
    '</entry>',
  ].join('\n')
}

const element = (name: string, text: string): string => `<${name}>${xml(text)}</${name}>`

/** A JSON Feed; the extension `_sensus` has what the API says. */
export function jsonFeed({ title, subtitle, home, self, entries }: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    description: subtitle,
    home_page_url: home,
    feed_url: self,
    language: 'en',
    items: entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      title: entry.title,
      content_text: entry.text,
      date_published: iso(entry.published),
      date_modified: iso(entry.updated),
      tags: entry.tags,
      _sensus: entry.alarm,
    })),
  })
}

const iso = (ms: number): string => new Date(ms).toISOString()

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** Characters that XML 1.0 has no place for are left out, whatever wrote them. */
function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (each) => entities[each] ?? '')
}
