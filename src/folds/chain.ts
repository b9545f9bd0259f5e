/** The base fold about the chain: what the snapshots in this log say, and who says otherwise. */

export {
  type BrokenSnapshot,
  type ChainBase,
  type Fresh,
  isProven,
  type MovementPoint,
  readSnapshot,
  type SnapshotPoint,
  startChain,
  stepChain,
} from './chain/state.ts'
