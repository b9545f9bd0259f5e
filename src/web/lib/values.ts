/** What the pages read of the views' values. Counts are null while a conversation hides its totals. */

export interface Conversation {
  id: string
  index: number
  kind: 'conversation' | 'import'
  title: string
  description: string | null
  author: string
  opens: number | null
  closes: number | null
  add: 'anyone' | 'author'
  totals: 'always' | 'after-close'
  statements: number
  participants: number
  votes: number
  imported: { participants: number; votes: number } | null
}

export interface Statement {
  id: string
  /** Number of the comment on the platform it was imported from. */
  imported: number | null
  body: string
  author: string | null
  index: number | null
  moderated: boolean
  meta: boolean
  agree: number | null
  disagree: number | null
  pass: number | null
}

export interface ConversationsValue {
  conversations: Conversation[]
}

export interface ConversationValue {
  conversation: Conversation
  statements: Statement[]
}

export interface NextValue {
  statement: { id: string; body: string; imported: number | null; author: string | null } | null
  remaining: number
  total: number
}

export interface AccountValue {
  account: string
  first: number | null
  sessions: { id: string; index: number; notAfter: number; revoked: number | null }[]
  records: {
    index: number
    id: string
    ms: number
    kind: string
    title: string
    conversation?: string | null
    counts: true | string
    session: boolean
  }[]
}

export interface Representative {
  statement: string
  side: 'agree' | 'disagree'
  /** Votes on that side in the group, and all votes of the group on the statement. */
  votes: number
  seen: number
}

export interface Group {
  id: number
  size: number
  representative: Representative[]
}

export interface OpinionMapValue {
  participants: { key: string; group: number | null; votes: number }[]
  groups: Group[]
  consensus: { agree: Representative[]; disagree: Representative[] }
  statements: { id: string; consensus: number | null }[]
}
