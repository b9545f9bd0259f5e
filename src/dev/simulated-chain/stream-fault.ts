/** Ways in which a node streams, honest and not. */
export type StreamFault =
  /** It has none of the methods. */
  | 'none'
  /** Entries come in another order; it waits to be told to go on, or after every few; it takes on three keys at a time. */
  | 'shuffled'
  | 'waits'
  | 'stops'
  | 'discards'
  /** It is busy at first, or always. */
  | 'busy once'
  | 'busy'
  /** The stream breaks off: by an error, by a lost state, by the end of the subscription, by silence. */
  | 'error'
  | 'inaccessible'
  | 'stop'
  | 'silence'
  /** Entries of another key, one twice, without end, one left out, or one rao more than there is. */
  | 'foreign'
  | 'twice'
  | 'endless'
  | 'hole'
