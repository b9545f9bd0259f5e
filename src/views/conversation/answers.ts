import type { ConversationsValue } from './values.ts'

/** What the view `conversations` says without a conversation, and with one. */
export type AllConversations = Extract<ConversationsValue, { conversations: unknown }>
export type OneConversation = Extract<ConversationsValue, { statements: unknown }>

/** The answer to a question for all conversations. Throws when it is about one. */
export function allConversations<V extends ConversationsValue>(value: V): V & AllConversations {
  if ('conversations' in value) return value as V & AllConversations
  throw new Error('The answer is about one conversation, and all were asked for.')
}

/** The answer to a question for one conversation. Throws when it is about all. */
export function oneConversation<V extends ConversationsValue>(value: V): V & OneConversation {
  if ('statements' in value) return value as V & OneConversation
  throw new Error('The answer is about all conversations, and one was asked for.')
}
