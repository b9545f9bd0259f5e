/** What a ladder may expect, from the least to the most (design: mission.md, "expectation in proportion"). */
export const expectations = [
  'introduction',
  'interests',
  'positions',
  'explanations',
  'accounts',
  'report',
  'answers',
] as const

export type Expectation = (typeof expectations)[number]

/** Can this word stand in a ladder? */
export function isExpectation(word: string): word is Expectation {
  return expectations.some((each) => each === word)
}
