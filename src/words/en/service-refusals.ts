/** What the door, the limits, the API and the command line refuse. */
export const serviceRefusals = {} as const
