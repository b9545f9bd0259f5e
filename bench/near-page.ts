import { measureNear } from './near.ts'

// What the page that was given this script is asked for.
Object.assign(globalThis, { near: measureNear() })
