import { EventEmitter } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { endingWorker } from '../../test/ending-worker.ts'
import { type Drawing, drawn } from '../draw/drawing.ts'
import { english } from '../words/en.ts'
import { drawThread } from './draw-thread.ts'

const concentration: Drawing = {
  picture: 'concentration',
  value: '{"history":[]}',
  beside: null,
  params: {},
  options: { width: 360 },
}

test('the thread draws what is drawn here, and says what it cannot draw', async () => {
  const { draw, close } = drawThread()
  const [one, broken, two] = await Promise.allSettled([
    draw(concentration),
    draw({ ...concentration, value: 'no JSON' }),
    draw({ ...concentration, options: { width: 960 } }),
  ])
  expect(one).toMatchObject({ value: drawn(concentration, english.say) })
  expect(two).toMatchObject({ value: drawn({ ...concentration, options: { width: 960 } }, english.say) })
  expect(broken).toMatchObject({ status: 'rejected' })
  await close()
  await expect(draw(concentration)).rejects.toThrow('closed')
})

test('a thread keeps the process until it has ended, whether it idled or an answer comes late', async () => {
  for (const late of [false, true]) {
    const thread = endingWorker()
    const { draw, close } = drawThread(() => thread.worker)
    const asked = draw(concentration).catch((error: Error) => error.message)
    if (!late) thread.say({ number: 1, drawn: '<svg/>' })
    expect(thread.keeps()).toBe(late)
    const closing = close()
    if (late) thread.say({ number: 1, drawn: '<svg/>' })
    expect(await asked).toBe(late ? 'the drawing thread is closed' : '<svg/>')
    expect(thread.keeps()).toBe(true)
    thread.end()
    await closing
  }
})

test('a thread that dies fails what it was drawing, and the next picture gets another', async () => {
  const started: EventEmitter[] = []
  const start = (): Worker => {
    const thread = Object.assign(new EventEmitter(), {
      ref: () => undefined,
      unref: () => undefined,
      terminate: async () => 0,
      postMessage: ({ number }: { number: number }) =>
        started.length > 1 && queueMicrotask(() => thread.emit('message', { number, drawn: '<svg/>' })),
    })
    started.push(thread)
    return thread as unknown as Worker
  }
  const { draw, close } = drawThread(start)
  const lost = draw(concentration)
  started[0]?.emit('exit', 1)
  await expect(lost).rejects.toThrow('ended with code 1')
  expect(await draw(concentration)).toBe('<svg/>')
  await close()
})
