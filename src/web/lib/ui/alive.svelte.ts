/** Has the script of this page come to life? On the server and until then no handler listens. */
class Alive {
  now = $state(false)
}

/** Set once by the layout, when everything below it listens; later pages are alive from the start. */
export const alive = new Alive()

/**
 * Attributes of a button that the script answers: disabled until it is alive, then as `disabled` says. The look of
 * waiting is in the stylesheet; a disabled button also keeps Enter from sending its form. `autocomplete` keeps a browser
 * from bringing back, after a reload, the button of the page before.
 */
export function untilAlive(disabled = false) {
  return {
    autocomplete: 'off',
    disabled: disabled || !alive.now,
    'aria-disabled': alive.now ? undefined : true,
    'data-waking': alive.now ? undefined : true,
    title: alive.now ? undefined : 'In a moment: the script of this page is on its way',
  } as const
}
