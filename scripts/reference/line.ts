/** One line of `npm run reference`: what was compared, whether it holds, and the figures. */
export interface ReferenceLine {
  name: string
  ok: boolean
  line: string
}
