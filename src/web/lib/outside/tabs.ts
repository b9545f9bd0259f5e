/** What the tabs of one browser tell each other. Nothing of it leaves the browser. */
export type Told =
  /** Somebody took part or left, at the log of this origin. */
  | { about: 'participant'; origin: string; left: boolean }
  /** The log has this size. */
  | { about: 'head'; size: number }
  /** What the observer has seen changed so often. */
  | { about: 'alarm'; changes: number }
  /** Which size has it? Asked by a tab that comes late. */
  | { about: 'head?' }

/** One tab's end of the line between all tabs of this site. */
export interface Line {
  /** Tells the other tabs. */
  tell(what: Told): void
  close(): void
}

/** Opens the line; `hear` is told what the other tabs say. A browser without such lines has tabs that stand alone. */
export function openLine(hear: (told: Told) => void): Line {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => {}, close: () => {} }
  const channel = new BroadcastChannel('sensus')
  channel.onmessage = ({ data }: MessageEvent<Told>) => hear(data)
  return { tell: (what) => channel.postMessage(what), close: () => channel.close() }
}
