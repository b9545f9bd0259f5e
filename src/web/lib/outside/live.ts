import { browser, followHeads } from './heads.ts'

/**
 * Follows the log: calls back when it has another size than the page shows, at most once in `pauseMs` and not while the
 * page is hidden. Returns the way to stop.
 */
export function followLog(shownSize: () => number, refresh: () => Promise<void>, pauseMs = 1000): () => void {
  return follow('size', shownSize, refresh, pauseMs)
}

/** Follows what the observer of the site sees on the chain: likewise, by how often it changed. */
export function followAlarms(shownChanges: () => number, refresh: () => Promise<void>, pauseMs = 1000): () => void {
  return follow('changes', shownChanges, refresh, pauseMs)
}

function follow(
  what: 'size' | 'changes',
  shown: () => number,
  refresh: () => Promise<void>,
  pauseMs: number,
): () => void {
  let newest = 0
  let running = false
  let stopped = false

  const wake = async () => {
    if (running) return
    running = true
    while (newest !== 0 && newest !== shown() && !stopped && isShown()) {
      newest = 0
      await refresh()
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
    running = false
  }

  const hear = (told: number) => {
    newest = told
    void wake()
  }
  const heads = followHeads(what === 'size' ? hear : () => {}, browser, what === 'changes' ? hear : () => {})
  const look = () => heads.shown(isShown())
  look()
  document.addEventListener('visibilitychange', look)
  return () => {
    stopped = true
    heads.stop()
    document.removeEventListener('visibilitychange', look)
  }
}

const isShown = (): boolean => document.visibilityState === 'visible'
