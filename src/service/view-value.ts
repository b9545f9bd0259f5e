import { isRefusal, type Refusal } from '../records/refusals.ts'
import type { ParamsOf, ValueOf, ViewName } from '../views/registry.ts'

/** Gives the JSON text of a result, as a site does. */
export interface ViewReader {
  view(name: string, params: Record<string, string>): Promise<string | Refusal>
}

/** What a view of a log says, by the name of the view. */
export async function viewValue<N extends ViewName>(
  log: ViewReader,
  name: N,
  params: ParamsOf<N>,
): Promise<ValueOf<N> | Refusal> {
  const given = Object.entries<string | undefined>(params).filter(
    (each): each is [string, string] => each[1] !== undefined,
  )
  const text = await log.view(name, Object.fromEntries(given))
  // The text is of that view: whoever folds the log gets the same bytes.
  return isRefusal(text) ? text : (JSON.parse(text) as ValueOf<N>)
}
