import { memoryStore } from '../src/adapters/memory.ts'
import { conforms } from './adapters.ts'

const create = async () => ({ open: async () => memoryStore(), dispose: async () => undefined })

conforms('memory', create, { lasting: false, second: 'separate' })
