import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** What a client process is told to send. */
export interface Load {
  port: number
  notes: string[]
  /** Connections, each with one request under way at a time. */
  connections: number
}

/** Seconds from the first request to the last answer. */
export interface Sent {
  seconds: number
  cpuMs: number
}

/** Sends every note over keep-alive connections; rejects at the first answer that is not 201. */
export async function sendAll({ port, notes, connections }: Load): Promise<Sent> {
  const requests = notes.map(requestOf)
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)))
  const cpu = process.cpuUsage()
  const start = performance.now()
  let next = 0
  const take = (): Buffer | undefined => requests[next++]
  await Promise.all(sockets.map((socket) => sendOn(socket, take)))
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(cpu)
  for (const socket of sockets) socket.destroy()
  return { seconds, cpuMs: (user + system) / 1000 }
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true })
  await once(socket, 'connect')
  return socket
}

function requestOf(note: string): Buffer {
  const body = Buffer.from(note)
  const head = `POST /api/records HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: text/plain\r\ncontent-length: ${body.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), body])
}

/** One request after another on a connection, until there are none left. */
function sendOn(socket: Socket, take: () => Buffer | undefined): Promise<void> {
  return new Promise((done, fail) => {
    let answer = ''
    const send = (): void => {
      const request = take()
      if (request) socket.write(request)
      else done()
    }
    socket.setEncoding('latin1')
    socket.on('error', fail)
    socket.on('close', () => fail(new Error('the server closed the connection')))
    socket.on('data', (chunk: string) => {
      answer += chunk
      if (!isWhole(answer)) return
      if (!answer.startsWith('HTTP/1.1 201 ')) return fail(new Error(answer))
      answer = ''
      send()
    })
    send()
  })
}

function isWhole(answer: string): boolean {
  const head = answer.indexOf('\r\n\r\n')
  if (head < 0) return false
  const length = /\r\ncontent-length: ([0-9]+)/i.exec(answer.slice(0, head))?.[1]
  if (length === undefined) throw new Error(`an answer without a length: ${answer}`)
  return answer.length >= head + 4 + Number(length)
}
