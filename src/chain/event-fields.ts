/** Fields of events: by name where the runtime names them, by place where it does not. */

/** An event as this room reads it; fields are an object, a tuple or a single value. */
export interface BlockEvent {
  /** Index of the extrinsic that caused it, or null for what the runtime did by itself. */
  extrinsic: number | null
  pallet: string
  name: string
  fields: unknown
}

/** Asks an event for a field of a kind; undefined where it has none such. */
export interface FieldReader {
  /** How many fields there are. */
  count: number
  account(name: string, place: number): string | undefined
  number(name: string, place: number): number | undefined
  amount(name: string, place: number): bigint | undefined
  bool(name: string, place: number): boolean | undefined
  /** As it was decoded. */
  value(name: string, place: number): unknown
  /** Is it a result that is an error? */
  failed(name: string, place: number): boolean
}

/** The fields of an event. */
export function fieldsOf({ fields }: BlockEvent): FieldReader {
  const list = Array.isArray(fields)
  const named = typeof fields === 'object' && fields !== null && !list && !ArrayBuffer.isView(fields)
  const at = (name: string, place: number): unknown => {
    if (list) return fields[place]
    return named ? (fields as Record<string, unknown>)[name] : place === 0 ? fields : undefined
  }
  return {
    count: list ? fields.length : named ? Object.keys(fields).length : 1,
    account: (name, place) => accountIn(at(name, place)),
    number: (name, place) => numberIn(at(name, place)),
    amount: (name, place) => amountIn(at(name, place)),
    bool: (name, place) => {
      const value = at(name, place)
      return typeof value === 'boolean' ? value : undefined
    },
    value: at,
    failed: (name, place) => isError(at(name, place)),
  }
}

const isError = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'success' in value && value.success === false
/** A value that is an account, in hex. */
export const accountIn = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? value : undefined
const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : typeof value === 'bigint' ? Number(value) : undefined
const amountIn = (value: unknown): bigint | undefined =>
  typeof value === 'bigint' ? value : typeof value === 'number' ? BigInt(value) : undefined
