/** A head as the API announces it. */
interface Announced {
  size: number
}

/**
 * Follows the log: calls back when it has another size than the page shows, at most once in `pauseMs` and not while the
 * page is hidden. Returns the way to stop.
 */
export function followLog(shownSize: () => number, refresh: () => Promise<void>, pauseMs = 1000): () => void {
  const events = new EventSource('/api/events')
  let newest = 0
  let running = false

  const wake = async () => {
    if (running || document.visibilityState !== 'visible') return
    running = true
    while (newest !== 0 && newest !== shownSize() && events.readyState !== EventSource.CLOSED) {
      newest = 0
      await refresh()
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
    running = false
  }

  events.addEventListener('checkpoint', (event) => {
    newest = (JSON.parse(event.data as string) as Announced).size
    void wake()
  })
  document.addEventListener('visibilitychange', wake)
  return () => {
    events.close()
    document.removeEventListener('visibilitychange', wake)
  }
}
