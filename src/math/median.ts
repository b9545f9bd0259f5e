/** Medians of what keeps changing: numbers in sorted blocks, so that adding and taking away cost the root of how many. */

const largest = 512

/** Numbers in order, each as often as it was added: plain data. */
export interface SortedNumbers {
  /** Each sorted, none empty, and no number of one above those of the next. */
  blocks: number[][]
  length: number
}

/** Before any number. */
export const sortedNumbers = (): SortedNumbers => ({ blocks: [], length: 0 })

/** Adds a number. */
export function addNumber(numbers: SortedNumbers, value: number): void {
  const { blocks } = numbers
  numbers.length++
  const place = blockOf(blocks, value)
  const block = blocks[place]
  if (!block) {
    blocks.push([value])
    return
  }
  block.splice(lowerBound(block, value), 0, value)
  if (block.length > largest) blocks.splice(place + 1, 0, block.splice(largest >> 1))
}

/** Takes one away that was added before; throws when there is none. */
export function removeNumber(numbers: SortedNumbers, value: number): void {
  const { blocks } = numbers
  const place = blockOf(blocks, value)
  const block = blocks[place]
  const at = block ? lowerBound(block, value) : 0
  if (block?.[at] !== value) throw new Error(`${value} is not among the numbers`)
  block.splice(at, 1)
  numbers.length--
  if (block.length === 0) blocks.splice(place, 1)
}

/** The median; with an even count the lower of the two in the middle. null without numbers. */
export function medianOf({ blocks, length }: SortedNumbers): number | null {
  let left = (length - 1) >> 1
  for (const block of blocks) {
    if (left < block.length) return block[left] ?? null
    left -= block.length
  }
  return null
}

/** The first block whose last number is not below the value; else the last one. */
function blockOf(blocks: readonly number[][], value: number): number {
  let [low, high] = [0, blocks.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (blocks[middle]!.at(-1)! < value) low = middle + 1
    else high = middle
  }
  return Math.max(low, 0)
}

function lowerBound(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
