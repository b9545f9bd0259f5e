import type { EventSource } from '../people/event.ts'

/** An event as a draft: nothing of it is signed before somebody has read its sources. */
export interface EventDraft {
  title: string
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  date: string
  /** In words that every side could accept. */
  happened: string
  disputed?: string | undefined
  /** Of two sides at least. */
  sources: readonly EventSource[]
  /** Titles of standing questions that it touches. */
  questions?: readonly string[] | undefined
}

/** Events that a new log may begin with, once its operator has judged them. Facts as public reports had them in 2026. */
export const starterEvents: readonly EventDraft[] = [
  {
    title: 'Covenant AI leaves Bittensor',
    date: '2026-04-10',
    happened:
      'On 10 April 2026 the team Covenant AI, which ran several subnets and had trained a language model of 72 billion parameters on the network, said in a public statement that it leaves Bittensor. The price of TAO fell that day. In a public meeting soon afterwards a founder of the network proposed that stake can be locked, and that who owns a subnet should follow from such locks.',
    disputed:
      'The team says that this founder suspended the emissions of its subnets, took away its rights in its own channels, retired infrastructure without a process, and sold tokens to put pressure on it; and that one person in effect decides over the keys of the network. Others point to a sale of some 37,000 TAO that they lay to a founder of the team. Notes of a participant say that the founder of the network took responsibility in the meeting and apologised to holders; a press report says that he had not answered the single charges. Somebody who had helped to found another subnet asked both sides for a neutral audit layer. What the chain shows of the emissions and the sales, this account does not say.',
    sources: [
      {
        side: 'Covenant AI, its statement as translated',
        url: 'https://www.htx.com/en-in/news/why-is-covenant-ai-fleeing-bittensor-GnAfByfM/',
      },
      {
        side: 'The founder of the network, as notes of the meeting report',
        url: 'https://blockonomi.com/bittensor-proposes-locked-stake-mechanism-to-strengthen-subnet-governance/',
      },
      {
        side: 'Press',
        url: 'https://www.htx.com/es-la/news/the-tao-subnet-team-praised-by-jensen-huang-has-parted-ways-Gtg55pyt/',
      },
      { side: 'A founder of another subnet', url: 'https://asia.aguea.com/mikecontango' },
    ],
    questions: [
      'Should there be a way to suspend the emissions of a single subnet?',
      'Should a small group keep the power to stop or change the chain at once in an emergency?',
      'Should a subnet be free to leave for a chain of its own and take its community along?',
    ],
  },
]
