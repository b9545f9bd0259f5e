/** Medians of what keeps changing: numbers in sorted blocks, so that adding and taking away cost the root of how many. */

const largest = 512

/** Numbers in order, each as often as it was added. */
export class SortedNumbers {
  readonly #blocks: number[][] = []
  #length = 0

  get length(): number {
    return this.#length
  }

  add(value: number): void {
    this.#length++
    const place = this.#blockOf(value)
    const block = this.#blocks[place]
    if (!block) {
      this.#blocks.push([value])
      return
    }
    block.splice(lowerBound(block, value), 0, value)
    if (block.length > largest) this.#blocks.splice(place + 1, 0, block.splice(largest >> 1))
  }

  /** Takes one away that was added before; throws when there is none. */
  remove(value: number): void {
    const place = this.#blockOf(value)
    const block = this.#blocks[place]
    const at = block ? lowerBound(block, value) : 0
    if (block?.[at] !== value) throw new Error(`${value} is not among the numbers`)
    block.splice(at, 1)
    this.#length--
    if (block.length === 0) this.#blocks.splice(place, 1)
  }

  /** The median; with an even count the lower of the two in the middle. null without numbers. */
  median(): number | null {
    let left = (this.#length - 1) >> 1
    for (const block of this.#blocks) {
      if (left < block.length) return block[left] ?? null
      left -= block.length
    }
    return null
  }

  /** The first block whose last number is not below the value; else the last one. */
  #blockOf(value: number): number {
    let [low, high] = [0, this.#blocks.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#blocks[middle]!.at(-1)! < value) low = middle + 1
      else high = middle
    }
    return Math.max(low, 0)
  }
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
