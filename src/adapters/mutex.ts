/** Runs one task at a time, in the order of the calls; a task that fails does not stop the next. */
export type Mutex = <T>(task: () => Promise<T>) => Promise<T>

export function mutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const result = last.then(task)
    last = result.catch(() => undefined)
    return result
  }
}
