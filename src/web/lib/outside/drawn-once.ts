/**
 * Pictures that the server puts into a page. They stand in it once: what a page is rendered from goes out a second time,
 * for its scripts, and a picture of thousands of marks would be most of it.
 */

/** Pictures of a page by what stands for each in the data that it is rendered from. */
export type Pictures = Map<string, string>

/** Keeps a picture until the page is rendered; gives what stands for it, a comment of HTML. */
export function standFor(pictures: Pictures, svg: string): string {
  const mark = `<!--picture ${pictures.size}-->`
  pictures.set(mark, svg)
  return mark
}

/** Puts pictures in place of what stands for them. The copy for the scripts has its `<` escaped, and stays as it is. */
export function withPictures(html: string, pictures: Pictures): string {
  return [...pictures].reduce((page, [mark, svg]) => page.replace(mark, () => svg), html)
}
