/** The files of a source are not what its own signed checkpoint commits to. Nothing of them counts here. */
export class BadSource extends Error {
  override readonly name = 'BadSource'
}

/** The log signed two checkpoints that cannot both be true. */
export class Forked extends Error {
  override readonly name = 'Forked'
  /** Where the two signed notes are kept: together they prove it to anybody. */
  readonly files: string[]

  constructor(origin: string, files: string[]) {
    super(`${origin} signed two checkpoints that contradict each other: they are kept as ${files.join(' and ')}`)
    this.files = files
  }
}
