import { parentPort } from 'node:worker_threads'
import { drawn } from '../draw/drawing.ts'
import { english } from '../words/en.ts'
import { answerDrawing, type DrawCall } from './draw-thread.ts'

/** The far end of `drawThread`: one answer for each drawing, by its number. */
if (!parentPort) throw new Error('this runs in a worker thread alone')
const port = parentPort

port.on('message', (call: DrawCall) => port.postMessage(answerDrawing(call, (drawing) => drawn(drawing, english.say))))
