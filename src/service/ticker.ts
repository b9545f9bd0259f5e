/** Calls a step again and again, one at a time. */
export interface Ticker {
  /** Sees to it that a step begins within one interval. */
  wake(): void
  /** Lets the step at work end, and begins no other. */
  stop(): Promise<void>
}

/** `always`: a step each interval, else only after `wake`. A step that throws is told to `broken`; the next is due as ever. */
export function startTicker(
  step: () => Promise<void>,
  ms: number,
  always: boolean,
  broken: (error: unknown) => void,
): Ticker {
  let timer: ReturnType<typeof setTimeout> | null = null
  let running: Promise<void> = Promise.resolve()
  let again = false
  let stopped = false
  let began = 0

  /** Steps begin an interval apart; one that took longer is followed at once. */
  function schedule(rest = ms): void {
    if (stopped || timer !== null) return
    timer = setTimeout(() => {
      running = run()
    }, rest)
  }

  async function run(): Promise<void> {
    again = false
    began = performance.now()
    try {
      await step()
    } catch (error) {
      broken(error)
    }
    timer = null
    if (again || always) schedule(Math.max(0, ms - (performance.now() - began)))
  }

  if (always) schedule()
  return {
    wake: () => {
      again = true
      schedule()
    },
    stop: async () => {
      stopped = true
      if (timer !== null) clearTimeout(timer)
      await running
    },
  }
}
