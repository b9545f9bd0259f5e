import { expect, test } from 'vitest'
import { standFor, withPictures } from './drawn-once.ts'

test('each picture stands where its page has it, and no letter of it means anything', () => {
  const pictures = new Map<string, string>()
  const [one, other] = [standFor(pictures, '<svg>$& $1 one</svg>'), standFor(pictures, '<svg>other</svg>')]
  expect(one).not.toBe(other)
  const data = JSON.stringify({ one, other }).replaceAll('<', '\\u003C')
  expect(withPictures(`<p>${other}</p><p>${one}</p><script>${data}</script>`, pictures)).toBe(
    `<p><svg>other</svg></p><p><svg>$& $1 one</svg></p><script>${data}</script>`,
  )
})
