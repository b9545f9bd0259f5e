/** How storage is read: what is asked, and who takes the answers in. */

/** A question to the runtime itself. */
export interface RuntimeCall {
  method: string
  args: Uint8Array
  /** Takes in the answer; throws when it does not decode. */
  take(bytes: Uint8Array): void
}

/** Takes a row of a map. */
export type TakeRow = (key: Uint8Array, value: Uint8Array) => void

/** A reader of one map, by `Pallet.Item`. */
export type MapReaders = Map<string, TakeRow>
