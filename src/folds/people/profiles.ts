import { type Profile, readDelegates } from '../../evidence/delegates.ts'
import type { RecordId } from '../../records/ids.ts'
import { isRefusal } from '../../records/refusals.ts'
import { defineFold } from '../fold.ts'

/** Lists of profiles that were not taken back, in the order of the log; each is read when its record comes. */
export type Profiles = Map<RecordId, { index: number; title: string; profiles: Profile[] }>

export const profiles = defineFold({
  name: 'profiles',
  needs: {},
  kinds: ['profiles'],
  start: (): Profiles => new Map(),
  take(state, { id, index, fields: { title, file } }, { evidence }) {
    const bytes = evidence(file)
    const read = bytes && readDelegates(bytes)
    if (read && !isRefusal(read)) state.set(id, { index, title, profiles: read })
    return undefined
  },
  takeBack(state, { id }) {
    state.delete(id)
  },
})
