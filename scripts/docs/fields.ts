/** What the page needs of the JSON Schema of a value. */
export interface ValueSchema {
  type?: string | string[]
  description?: string
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, ValueSchema>
  required?: string[]
  items?: ValueSchema
  additionalProperties?: ValueSchema | boolean
  anyOf?: ValueSchema[]
  oneOf?: ValueSchema[]
}

/** One row of the table of what comes back. */
export interface Field {
  /** `rows[].amount` is the amount of each row. */
  path: string
  type: string
  description: string
}

/** The fields of a value and of what is inside it, each once, in the order of the schema. */
export function fieldsOf(schema: ValueSchema): Field[] {
  const seen = new Map<string, Field>()
  for (const field of inside(schema, '')) if (!seen.has(field.path)) seen.set(field.path, field)
  return [...seen.values()]
}

function inside(schema: ValueSchema, prefix: string): Field[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, each]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`
    const optional = schema.required?.includes(name) ? '' : ', may be left out'
    return [{ path, type: `${typeOf(each)}${optional}`, description: oneLine(each.description) }, ...inside(each, path)]
  })
  const items = schema.items ? inside(schema.items, `${prefix}[]`) : []
  const rest = typeof schema.additionalProperties === 'object' ? inside(schema.additionalProperties, `${prefix}.*`) : []
  return [...own, ...items, ...rest, ...formsOf(schema).flatMap((form) => inside(form, prefix))]
}

const formsOf = ({ anyOf = [], oneOf = [] }: ValueSchema): ValueSchema[] => [...anyOf, ...oneOf]

function typeOf(schema: ValueSchema): string {
  const forms = formsOf(schema)
  if (forms.length > 0) return [...new Set(forms.map(typeOf))].join(' or ')
  if (schema.const !== undefined) return code(schema.const)
  if (schema.enum) return schema.enum.map(code).join(', ')
  if (schema.items) return `list of ${typeOf(schema.items)}`
  return [schema.type ?? 'any'].flat().join(' or ')
}

const code = (value: unknown): string => `\`${JSON.stringify(value)}\``

/** A bar would end the cell. */
const oneLine = (text = ''): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|')
