/** The shape of every answer. What a view says inside its result is the view's own matter. */

import * as z from 'zod'
import type { Params } from '../records/refusals.ts'

/** Where to go from the answer on a subject. */
export const subjectLinks = z
  .object({
    page: z.string().describe('Page of the subject.'),
    record: z.string().describe('Page of a record: `{index}` stands for its place in the log.'),
    person: z.string().describe('Page of a person: `{key}` stands for the account.'),
    opinion: z.string().describe('Form to give an opinion on the subject.'),
    frame: z.string().nullable().describe('Page that any site may frame; null: there is one of subnets alone.'),
  })
  .describe('Absolute addresses.')

/** What is known of a subject, with the addresses of what it names. */
export const subject = z
  .object({ links: subjectLinks, result: z.looseObject({}).describe('The result of the view `subject`.') })
  .describe('What a wallet, an explorer or a command line can show of a subject when somebody is about to stake.')

/** A frame for the page of somebody else (oembed.com, 2.3). */
export const oembed = z
  .object({
    version: z.literal('1.0'),
    type: z.literal('rich'),
    title: z.string().describe('Title of the page.'),
    provider_name: z.string().describe('Host of the site.'),
    provider_url: z.string().describe('Address of the site.'),
    html: z.string().describe('A frame with the card of the page.'),
    width: z.int().describe('Width of the frame, in pixels.'),
    height: z.int().describe('Height of the frame, in pixels.'),
  })
  .describe('What to put into a page that links to a conversation or a subnet.')

/** A SHA-256 in hex. */
export const hex64 = z.string().regex(/^[0-9a-f]{64}$/)
const index = z.int().min(0).describe('Place in the log, counted from 0.')
const ms = z.int().min(0).describe('Admission time, Unix milliseconds.')
const id = hex64.describe('Record id: SHA-256 of the signed text, in hex.')

export const about = z
  .object({
    name: z.string().describe('Name of the site.'),
    software: z.literal('sensus'),
    version: z.string().describe('Version of the software.'),
    source: z
      .string()
      .nullable()
      .optional()
      .describe('Where the source of the software stands; null where the operator does not say.'),
    origin: z.string().describe('Origin line of the log; the first line of every text signed here begins with it.'),
    log: z.string().describe('URL prefix of the log: `<log>/checkpoint`, `<log>/tile/...`.'),
    vkey: z.string().describe("The log's verifier key (C2SP signed-note)."),
    operator: z.string().describe('Address of the account that signed entry 0.'),
    policy: id.describe('Id of the policy record in force.'),
    kinds: z.array(z.string()).describe('Kinds of record that this site takes.'),
    views: z.array(z.string()).describe('Views that this site publishes.'),
    suites: z.array(z.string()).describe('Signature suites of wallets.'),
    work: z.object({ bits: z.int().min(0) }).describe('Proof of work asked of accounts that the log does not know.'),
    chain: z
      .object({
        seen: ms
          .nullable()
          .describe('When the latest finalized block came in, Unix milliseconds; null before the first.'),
        block: z.int().min(0).nullable().describe('Number of that block.'),
        endpoints: z.int().min(0).describe('Endpoints that are asked.'),
        answering: z.int().min(0).describe('Endpoints that answer at present.'),
        fault: z
          .object({
            code: z
              .enum([
                'unreachable',
                'finality-stalled',
                'state-lost',
                'not-proven',
                'runtime-unreadable',
                'other-chain',
                'refused',
                'failed',
              ])
              .describe('What is wrong.'),
            detail: z.string().nullable().describe('What the failure itself says, in English.'),
            since: ms.describe('Since when.'),
            again: ms.nullable().describe('When it is tried again; null where it goes on by itself.'),
          })
          .nullable()
          .describe('Why nothing is observed at present; null while it is.'),
        reading: z
          .object({
            block: z.int().min(0).describe('The block whose state is read.'),
            entries: z.int().min(0).describe('Entries that were read.'),
            of: z.int().min(0).describe('About how many there are.'),
            since: ms.describe('When it was begun.'),
            until: ms.nullable().describe('When it is done at the pace so far; null while that is unknown.'),
          })
          .nullable()
          .describe('How far the state that a snapshot needs has been read; null while none is read.'),
        renamed: z
          .object({ block: z.int().min(0), from: z.string(), to: z.string() })
          .nullable()
          .describe('From which block on the runtime calls itself otherwise; null while it does not.'),
      })
      .nullable()
      .describe('What is known of the chain that this site observes; null where it observes none.'),
    lists: z
      .object({
        state: z
          .enum(['reading', 'signing', 'failed', 'done'])
          .describe('The lists are read, records signed; it failed for now; it was done since the server started.'),
        signed: z.int().min(0).describe('Records that are signed.'),
        of: z.int().min(0).describe('Records that there are to sign; 0 until the lists are read.'),
        fault: z
          .enum(['folder', 'refused', 'unreachable', 'not-there', 'no-chain', 'record', 'failed'])
          .nullable()
          .describe('Why it failed; null where it did not.'),
        again: ms.nullable().describe('When it is tried again; null unless it failed.'),
      })
      .nullable()
      .describe('How far a first start is with what is publicly known; null where there is nothing to say.'),
  })
  .describe('What a site says of itself.')

export const submitted = z
  .object({ index, id, ms, receipt: z.string().describe('c2sp.org/tlog-proof@v1 text that proves the record.') })
  .describe('An admitted record with its proof.')

export const record = z
  .object({
    index,
    id: id.nullable(),
    ms,
    kind: z.string().nullable().describe('Kind of the record; null after a removal.'),
    account: z.string().nullable().describe('SS58 address of the account that speaks.'),
    suite: z
      .string()
      .nullable()
      .describe('Signature suite; `ed25519` is a session key, `remark` a remark on the chain.'),
    session: id.nullable().describe('Id of the session record whose key signed, or null.'),
    note: z.string().nullable().describe('The signed text with its signature, exactly as stored.'),
    removed: index.nullable().describe('Index of the removal record, or null.'),
  })
  .describe('A record as the log keeps it; after a removal only its place is left.')

export const records = z.object({ records: z.array(record) }).describe('Records, newest first.')

export const viewList = z
  .object({
    views: z.array(
      z.object({
        name: z.string(),
        version: z.int().min(1),
        title: z.string(),
        summary: z.string(),
        parameters: z.looseObject({}),
        pictures: z.array(z.string()).describe('Its pictures: `/api/pictures/<name>.svg`.'),
      }),
    ),
  })
  .describe('The views with the JSON Schema of their parameters, and their pictures.')

export const result = z
  .looseObject({
    view: z.string(),
    version: z.int().min(1),
    parameters: z.looseObject({}),
    checkpoint: z
      .object({ origin: z.string(), size: z.int().min(0), root: z.string().describe('Root hash, base64.') })
      .describe('The checkpoint that the result follows from.'),
  })
  .describe(
    "A published result: the view's value and the checkpoint it follows from. The same bytes come from every fold.",
  )

export const published = z
  .object({ paths: z.array(z.string()) })
  .describe('Paths of stored results below the log prefix.')

export const head = z
  .object({ size: z.int().min(0), root: z.string(), note: z.string().describe('The signed checkpoint.') })
  .describe('Data of the event `checkpoint`.')

const netuid = z.int().min(0).nullable()
const account = z.string().nullable()

export const alarm = z
  .object({
    id: hex64.describe('SHA-256 of what was seen and where: the same for every observer of the chain.'),
    n: z.int().min(1).describe('Counts what this site has seen.'),
    state: z
      .enum(['seen', 'recorded', 'in-snapshot'])
      .describe(
        'seen: by the observer of this site alone, not yet agreed; recorded: the log has a record of it; in-snapshot: the log has the block.',
      ),
    what: z.string().describe('What was seen.'),
    severity: z.enum(['notable', 'large', 'very-large']).describe('How large it is.'),
    words: z.string().describe('What was seen, in English.'),
    url: z.string().describe('Page that shows it.'),
    block: z.int().min(0).describe('Number of the finalized block.'),
    extrinsic: z.int().min(0).nullable().describe('Its place in the block; null: none caused it.'),
    from: account.describe('Account that acts, or that an amount left.'),
    to: account.describe('Account that it came to; of a pending call the account that would act.'),
    hotkey: account.describe('Validator that it left, or that is concerned.'),
    toHotkey: account.describe('Validator where it is now.'),
    netuid: netuid.describe('Subnet that it left, or that is concerned.'),
    toNetuid: netuid.describe('Subnet where it is now.'),
    amount: z.string().nullable().describe('Rao of TAO; of a lock rao of the alpha of the subnet.'),
    moved: z.string().nullable().describe('What a movement was.'),
    because: z.string().nullable().describe('Why a movement is shown.'),
    call: z.string().nullable().describe('Name of a privileged call, or hash of one that is pending.'),
    spec: z.int().min(0).nullable().describe('Version of a new runtime.'),
    referendum: z
      .int()
      .min(0)
      .nullable()
      .describe('Number of the referendum that it is about; null: it is about none.'),
    review: z.int().min(0).nullable().describe('Number of the referendum that decides on; null: none does.'),
    seen: ms.describe('When it was seen, Unix milliseconds.'),
    updated: ms.describe('When it was last said anew.'),
    snapshot: index.nullable().describe('Index of the snapshot that covers it.'),
    record: z.object({ id, index }).nullable().describe('The record that points at the movement.'),
  })
  .describe('Something seen in a finalized block.')

export const alarms = z
  .object({
    observer: z.string().describe('Account of the operator, whose observer has seen this: it is in no record yet.'),
    chain: hex64.nullable().describe('Hash of block 0; null before anything was looked through.'),
    upto: z.int().min(-1).nullable().describe('Last block that was looked through when the list last changed.'),
    count: z.int().min(0).describe('How many there ever were.'),
    changes: z.int().min(0).describe('How often the list has changed; the event `alarm` tells each.'),
    alarms: z.array(alarm).describe('Newest first.'),
    next: z.int().nullable().describe('Give it as `before` for those before; null: there are no more.'),
  })
  .describe('What the observer of this site has seen in finalized blocks. The latest 1,000 are kept.')

const params: z.ZodType<Params> = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]),
)

export const problem = z
  .object({
    type: z.literal('about:blank'),
    title: z.string().describe('Words of the HTTP status.'),
    status: z.int().min(400).max(599),
    detail: z.string().describe('A sentence that says what to do, in English.'),
    code: z.string().describe('The code of the refusal.'),
    params: params.default({}).describe('What the sentence is made of; `reason` tells apart what one code can mean.'),
  })
  .describe('RFC 9457 problem document.')

/** The shapes that the OpenAPI document names. */
export const shapes = {
  About: about,
  Submitted: submitted,
  Record: record,
  Records: records,
  Views: viewList,
  Result: result,
  Published: published,
  Subject: subject,
  Oembed: oembed,
  Checkpoint: head,
  Alarms: alarms,
}

export type AboutAnswer = z.infer<typeof about>
export type SubmittedAnswer = z.infer<typeof submitted>
export type RecordAnswer = z.infer<typeof record>
export type SubjectAnswer = z.infer<typeof subject>
export type OembedAnswer = z.infer<typeof oembed>
export type ViewList = z.infer<typeof viewList>
export type ResultFrame = z.infer<typeof result>
export type HeadEvent = z.infer<typeof head>
export type AlarmAnswer = z.infer<typeof alarm>
export type AlarmsAnswer = z.infer<typeof alarms>
export type Problem = z.infer<typeof problem>
