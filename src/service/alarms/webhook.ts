/** Where alarms are told, and in which form each place wants them. */

import { hex, utf8 } from '../../log/bytes.ts'
import { alarmInWords, alarmStateInWords } from '../../words/alarm.ts'
import { english } from '../../words/en.ts'
import type { Alarm, AlarmFilter } from './alarm.ts'
import { saidAlarm } from './said.ts'

export const webhookForms = ['discord', 'telegram', 'matrix', 'generic'] as const

/** A place that is told. Which of the last four it has follows from its form. */
export interface Webhook extends AlarmFilter {
  /** What the operator calls it: in reports, since addresses may hold secrets. */
  name: string
  form: (typeof webhookForms)[number]
  /** Where it takes messages; of Matrix the home server. */
  url: string
  /** Telegram: id of the chat. Matrix: id of the room, and the token of the account that speaks there. */
  chat?: string | undefined
  room?: string | undefined
  token?: string | undefined
  /** Generic: with it the body is signed. */
  secret?: string | undefined
}

/** A request that tells something. */
export interface Message {
  method: 'POST' | 'PUT'
  url: string
  headers: Record<string, string>
  body: string
}

/** What came of telling: a status, with the seconds that it asks to wait; or why there is none. */
export type Delivered = { status: number; retryAfter: number | null } | { fault: string }

/** Tells; an implementation must not let anybody reach inside the network that it runs in. Never throws. */
export type Post = (message: Message, signal: AbortSignal) => Promise<Delivered>

/**
 * The message that tells an alarm. Every form carries the id of the alarm as `Idempotency-Key`; Matrix has it as the
 * transaction, by which a home server takes each once, however often it comes.
 */
export async function messageOf(hook: Webhook, alarm: Alarm, site: string): Promise<Message> {
  const said = saidAlarm(alarm, site)
  const line = `${alarmInWords(english, alarm)}. ${alarmStateInWords(english, alarm)} ${said.url}`
  const headers = { 'content-type': 'application/json', 'idempotency-key': alarm.id }
  const post = (body: object): Message => ({ method: 'POST', url: hook.url, headers, body: JSON.stringify(body) })
  switch (hook.form) {
    case 'discord':
      return post({ content: line, allowed_mentions: { parse: [] } })
    case 'telegram':
      return post({ chat_id: hook.chat, text: line, link_preview_options: { is_disabled: true } })
    case 'matrix': {
      const path = `/_matrix/client/v3/rooms/${encodeURIComponent(hook.room ?? '')}/send/m.room.message/${alarm.id}`
      return {
        method: 'PUT',
        url: hook.url.replace(/\/$/, '') + path,
        headers: { ...headers, authorization: `Bearer ${hook.token}` },
        body: JSON.stringify({ msgtype: 'm.notice', body: line }),
      }
    }
    case 'generic': {
      const message = post({ type: 'alarm', ...said })
      if (hook.secret === undefined) return message
      const signature = await signed(hook.secret, message.body)
      return { ...message, headers: { ...headers, 'sensus-signature': `sha256=${signature}` } }
    }
  }
}

/** HMAC with SHA-256 (RFC 2104) of a body, in hex. */
async function signed(secret: string, body: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', new Uint8Array(utf8(secret)), algorithm, false, ['sign'])
  return hex(new Uint8Array(await crypto.subtle.sign('HMAC', key, new Uint8Array(utf8(body)))))
}
