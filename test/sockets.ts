/** Connections of tests to peers that may end them in any way. */

import { connect, type Socket } from 'node:net'

/** Resolves when the connection has closed, however: a peer that closes with bytes unread resets it. */
export function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.on('error', () => undefined)
    if (socket.closed) resolve()
    else socket.once('close', () => resolve())
  })
}

/** What comes back for a text that is sent as it is over a connection of its own, until that closes. */
export async function said(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  socket.write(text)
  await closed(socket)
  return answer
}
