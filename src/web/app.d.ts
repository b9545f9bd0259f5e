declare global {
  namespace App {
    interface Error {
      /** Refusal code of the API, where there was one. */
      code?: string
      message: string
    }
  }
}

export {}
