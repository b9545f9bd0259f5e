/** A reader of XML 1.0 without declarations of its own: strict, so that what it reads every reader of feeds does. */

export interface Element {
  name: string
  attributes: Record<string, string>
  children: Element[]
  /** Its own text, put together. */
  text: string
}

const name = String.raw`[A-Za-z_][\w.-]*`
const token = new RegExp(
  String.raw`<\?xml version="1\.0" encoding="utf-8"\?>|<(${name})((?:\s+${name}="[^<"]*")*)\s*(/?)>|</(${name})>|[^<]+`,
  'uy',
)

/** Reads a document; throws for what is not well-formed. */
export function readXml(xml: string): Element {
  const top: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  token.lastIndex = 0
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex
    const found = token.exec(xml)
    const inside = open.at(-1)
    if (!found || !inside) throw new Error(`not XML at ${at}: ${xml.slice(at, at + 60)}`)
    const [all, begins, attributes = '', alone, ends] = found
    if (begins !== undefined) {
      const child = { name: begins, attributes: attributesIn(attributes), children: [], text: '' }
      inside.children.push(child)
      if (alone === '') open.push(child)
    } else if (ends !== undefined) {
      if (inside.name !== ends) throw new Error(`</${ends}> closes <${inside.name}>`)
      open.pop()
    } else if (!all.startsWith('<')) inside.text += plain(all)
    else if (at !== 0) throw new Error('a declaration inside')
  }
  const [root] = top.children
  if (open.length !== 1 || !root || top.children.length !== 1) throw new Error('not one element that is closed')
  return root
}

/** The children of a name. */
export const childrenOf = ({ children }: Element, of: string): Element[] => children.filter((each) => each.name === of)

function attributesIn(text: string): Record<string, string> {
  const found = [...text.matchAll(new RegExp(`(${name})="([^"]*)"`, 'gu'))]
  const attributes = Object.fromEntries(found.map(([, key = '', value = '']) => [key, plain(value)]))
  if (Object.keys(attributes).length !== found.length) throw new Error(`an attribute twice: ${text}`)
  return attributes
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function plain(text: string): string {
  if (/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(text))
    throw new Error('no character of XML')
  return text.replace(/&([^;&]*;?)/g, (all, entity: string) => {
    const meant = entities[entity.slice(0, -1)]
    if (!entity.endsWith(';') || meant === undefined) throw new Error(`no entity: ${all}`)
    return meant
  })
}
