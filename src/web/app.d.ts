import type { Pictures } from './lib/outside/drawn-once.ts'

declare global {
  namespace App {
    interface Error {
      /** Refusal code of the API, where there was one. */
      code?: string
      message: string
    }
    interface Locals {
      /** Pictures of the page that is being rendered. */
      pictures: Pictures
    }
  }
}
