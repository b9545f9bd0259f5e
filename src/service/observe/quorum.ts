import type { Agreement } from '../chain.ts'

/** How far the answers to many questions are backed: the weakest of them. */
export class EndpointQuorum {
  #asked = 0
  #agreed = 0
  readonly #dissenting = new Map<string, number>()

  /** Takes in how far one answer is backed. */
  add({ asked, agreed, dissenting }: Agreement): void {
    for (const url of dissenting) this.#dissenting.set(url, (this.#dissenting.get(url) ?? 0) + 1)
    const weaker = this.#asked === 0 || agreed * this.#asked < this.#agreed * asked
    if (weaker) [this.#asked, this.#agreed] = [asked, agreed]
  }

  /** Takes in what was added to another. */
  join(other: EndpointQuorum): void {
    if (other.#asked > 0) this.add({ asked: other.#asked, agreed: other.#agreed, dissenting: [] })
    for (const [url, count] of other.#dissenting) this.#dissenting.set(url, (this.#dissenting.get(url) ?? 0) + count)
  }

  get asked(): number {
    return this.#asked
  }

  get agreed(): number {
    return this.#agreed
  }

  /** Endpoints that answered otherwise, and how often. */
  get dissenting(): ReadonlyMap<string, number> {
    return this.#dissenting
  }
}
