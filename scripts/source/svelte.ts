import { parse } from 'svelte/compiler'

interface Place {
  type: string
  start: number
  end: number
}

/**
 * The code of a component at its own lines: the scripts as they are, and each expression of the markup in parentheses;
 * everything else is blank. What stands side by side then reads as calls, which no figure minds.
 */
export function scriptOf(component: string): string {
  const { instance, module, fragment } = parse(component, { modern: true })
  const code = [...component.replace(/[^\n]/g, ' ')]
  const keep = ({ start, end }: { start: number; end: number }) => {
    for (let at = start; at < end; at++) code[at] = component[at]!
  }
  for (const script of [module, instance]) if (script) keep(script.content as unknown as Place)
  for (const expression of expressionsOf(fragment.nodes)) {
    code[expression.start - 1] = '('
    keep(expression)
    code[expression.end] = ')'
  }
  return code.join('')
}

/** Node types of markup that hold others; whatever else stands in the markup is code. */
const markup =
  /^(Comment|Text|.*(Block|Tag|Element|Directive)|Attribute|SpreadAttribute|Component|TitleElement|SvelteHead|SvelteBody|SvelteWindow|SvelteDocument|SvelteComponent|SvelteSelf|SvelteBoundary|AttachTag)$/

/** The outermost expressions of markup. */
function* expressionsOf(value: unknown): Generator<Place> {
  if (Array.isArray(value)) {
    for (const each of value) yield* expressionsOf(each)
  } else if (isFragment(value)) {
    yield* expressionsOf(value.nodes)
  } else if (isPlace(value)) {
    if (markup.test(value.type)) for (const part of Object.values(value)) yield* expressionsOf(part)
    else if (!/Declaration$/.test(value.type)) yield value
    else for (const each of Object.values(value)) yield* declared(each)
  }
}

/** The values of `{@const name = value}`. */
function* declared(declarations: unknown): Generator<Place> {
  if (!Array.isArray(declarations)) return
  for (const { init } of declarations as { init?: unknown }[]) if (isPlace(init)) yield init
}

/** What stands inside an element or a block; it has no place of its own. */
function isFragment(value: unknown): value is { nodes: unknown[] } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Fragment'
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value && 'end' in value
}
