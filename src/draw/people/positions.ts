import type { QuestionSummary, Spread7 } from '../../views/people/values.ts'
import { percent } from '../amounts.ts'
import { definePicture } from '../define.ts'
import { label, normal, type PictureOptions, picture, small, type Theme, themeOf, widthOf } from '../picture.ts'
import { element, escaped } from '../svg.ts'
import { sumOf, type Whole, wholeOf } from '../whole.ts'
import { figure } from '../words.ts'

export const positions = definePicture({
  name: 'positions',
  title: 'Who stands where on a question',
  view: 'positions',
  needs: ['question'],
  options: ['width', 'theme'],
  wholes: ({ questions }) => questions.flatMap((question) => wholesOf(question)),
  draw: ({ questions: [question] }, options) => {
    if (question === undefined) throw new Error('The view answers a question that is asked for, or refuses.')
    return positionsPicture(question, options)
  },
})

/** What each step of the scale says, from no to yes. */
const words: Record<Spread7['stance'], string> = {
  '1': 'no',
  '2': 'mostly no',
  '3': 'rather no',
  '4': 'undecided',
  '5': 'rather yes',
  '6': 'mostly yes',
  '7': 'yes',
  depends: 'depends',
}

const barHeight = 80
const rowHeight = 136

type Step = Spread7 & { amount: number }

/** Three wholes by stance: the people; what they hold, of all TAO; and the stake that they vote with, of all stake. */
function wholesOf({
  spread,
  people,
}: Pick<QuestionSummary, 'spread' | 'people'>): [Whole<Step>, Whole<Step>, Whole<Step>] {
  const steps = (of: 'people' | 'holdings' | 'weight') => spread.map((each): Step => ({ ...each, amount: each[of] }))
  const [holdings, weight] = [steps('holdings'), steps('weight')]
  return [
    wholeOf('the people who took a position', people, steps('people')),
    wholeOf('what they hold together', sumOf(holdings), holdings),
    wholeOf('the stake that they vote with together', sumOf(weight), weight),
  ]
}

/** Who stands where on a question: people above, then what they hold and what they vote with together, each of its whole. */
export function positionsPicture(question: QuestionSummary, options: PictureOptions = {}): string {
  const { title, spread, people: count } = question
  const [width, theme] = [widthOf(options), themeOf(options)]
  const step = width / 8.5
  const placeOf = (i: number): number => (i === 7 ? 7.5 : i) * step
  const [people, holdings, weight] = wholesOf(question)
  const rows = [
    { name: `${figure(count)} ${count === 1 ? 'person' : 'people'}`, parts: people.parts, say: figure },
    { name: `${percent(holdings.amount)} of all TAO`, parts: holdings.parts, say: percent },
    { name: `${percent(weight.amount)} of all stake`, parts: weight.parts, say: percent },
  ]
  const drawn = rows.map(({ name, parts, say }, row) => {
    const top = row * rowHeight
    const most = Math.max(...parts.map(({ amount }) => amount))
    const bars = parts.map((each, i) => bar(each, most, say(each.amount), placeOf(i), top, step, theme))
    return element('g', {}, label(name, 0, top + 14, theme.quiet, { 'font-size': small }), ...bars)
  })
  const narrow = step < 70
  const scale = spread.map(({ stance }, i) =>
    label(
      narrow && stance !== 'depends' ? stance : words[stance],
      placeOf(i) + step * 0.4,
      rows.length * rowHeight + 12,
      theme.ink,
      {
        'text-anchor': 'middle',
        'font-size': narrow ? small - 1 : small,
      },
    ),
  )
  const told = spread.map((each) => `${words[each.stance]} ${figure(each.people)}`).join(', ')
  return picture(
    { title, desc: `People at each step: ${told}.`, width, height: rows.length * rowHeight + 22 },
    ...drawn,
    ...scale,
  )
}

function bar(
  { stance, amount: value }: Step,
  most: number,
  said: string,
  x: number,
  top: number,
  step: number,
  theme: Theme,
): string {
  const height = most === 0 ? 0 : (barHeight * value) / most
  const foot = top + 38 + barHeight
  return element(
    'g',
    {},
    element('title', {}, escaped(`${words[stance]}: ${said}`)),
    element('rect', {
      x,
      y: foot - height,
      width: step * 0.8,
      height: Math.max(height, value > 0 ? 1 : 0),
      fill: stance === 'depends' ? theme.third : theme.first,
    }),
    element('path', { d: `M${x} ${foot}h${step * 0.8}`, stroke: theme.rule }),
    ...(value === 0
      ? []
      : [
          label(said, x + step * 0.4, foot - height - 4, theme.ink, {
            'text-anchor': 'middle',
            'font-size': step < 70 ? small - 2 : normal - 1,
          }),
        ]),
  )
}
