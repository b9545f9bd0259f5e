/** Follows the log: calls back at most once in `pauseMs` after new checkpoints, and not while the page is hidden. */
export function followLog(onCheckpoint: () => void, pauseMs = 1500): () => void {
  const events = new EventSource('/api/events')
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = 0
  let size = ''

  const run = () => {
    timer = undefined
    last = Date.now()
    onCheckpoint()
  }
  const wake = () => {
    if (timer === undefined && document.visibilityState === 'visible')
      timer = setTimeout(run, Math.max(0, last + pauseMs - Date.now()))
  }

  events.addEventListener('checkpoint', (event) => {
    // The first event tells the present checkpoint, which the page was made from.
    const first = size === ''
    const next = event.data as string
    if (next !== size && !first) wake()
    size = next
  })
  document.addEventListener('visibilitychange', wake)
  return () => {
    clearTimeout(timer)
    events.close()
    document.removeEventListener('visibilitychange', wake)
  }
}
