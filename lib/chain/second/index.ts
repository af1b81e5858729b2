import type { Deployment } from '@/lib/deployment'
import type { BlockRef } from '@/lib/leaf/source'
import { errorLine } from '../errors'
import { requestOf } from '../read/ask'
import { fetchAnswers } from '../read/planner'
import { isSameSource, readByWords } from '../read/read-by'
import { type Reading, readBlock } from '../read/reader'
import type { Rpc } from '../rpc'
import { compareCodes, isOfLens } from './codes'
import { ListCheck } from './list-check'
import { beyond, counted, listed } from './list-entries'

/** What another source says of a picture. `first` is who gave the picture, `by` who read it again. */
export type SecondOpinion = { readonly first: string } & (
  | {
      readonly state: 'same'
      readonly by: string
      /** How many values and codes of contracts were read again. */
      readonly reads: number
      readonly codes: number
      /** Blocks whose logs were read again, since lists are made from logs. */
      readonly logs: { readonly from: bigint; readonly to: bigint }
      /** What could not be read again, in sentences; empty where everything was. */
      readonly gaps: readonly string[]
    }
  /** Proven: one of the two does not tell the truth, or they are on different branches. */
  | { readonly state: 'different'; readonly by: string; readonly what: string }
  | { readonly state: 'could-not-check'; readonly by: string; readonly problem: string }
  /** Every source there is already gave the picture itself. */
  | { readonly state: 'none'; readonly by: null }
)

export interface SecondInput {
  readonly deployment: Deployment
  readonly reading: Reading
  /** Every source, in the order of the picture's preference. */
  readonly sources: readonly Rpc[]
  /** Labels of the nodes behind the console's server, as far as it told them. */
  readonly serverNodes: readonly string[]
}

/** After this time no further range of logs is asked for [ms]; the next block continues. */
const logBudget = 4_000

/**
 * Reads the picture again through a source that did not give it: the block's hash, every value, every code, and the
 * logs from which the list of reads was made. A wallet goes first, since its owner chose its node.
 */
export async function secondOpinion(input: SecondInput): Promise<SecondOpinion> {
  const { reading, sources, serverNodes } = input
  const first = readByWords(reading.by)
  const others = sources
    .filter((rpc) => !isSameSource(rpc, reading.by, serverNodes))
    .toSorted((a, b) => Number(b.kind === 'wallet') - Number(a.kind === 'wallet'))
  const failed: { readonly by: string; readonly problem: string }[] = []
  for (const rpc of others) {
    try {
      return { first, by: rpc.label, ...(await compare(rpc, input)) }
    } catch (error) {
      failed.push({ by: rpc.label, problem: errorLine(error) })
    }
  }
  const [one, ...more] = failed
  if (!one) return { state: 'none', first, by: null }
  const problem = [one.problem, ...more.map((other) => `${other.by}: ${other.problem}`)].join('; ')
  return { state: 'could-not-check', first, by: one.by, problem }
}

type Comparison =
  | Pick<Extract<SecondOpinion, { state: 'same' }>, 'state' | 'reads' | 'codes' | 'logs' | 'gaps'>
  | Pick<Extract<SecondOpinion, { state: 'different' }>, 'state' | 'what'>

const different = (what: string): Comparison => ({ state: 'different', what })

/** @throws when it cannot say anything about the picture */
async function compare(rpc: Rpc, { reading, deployment }: SecondInput): Promise<Comparison> {
  const { block, answers } = reading
  const theirs = await readBlock(rpc, block.number)
  if (!theirs) throw new Error(`it does not have block ${block.number} yet`)
  if (theirs.hash !== block.hash) return different(`its block ${block.number} has hash ${theirs.hash}`)
  const keys = [...answers.keys()].filter((key) => !isOfLens(key))
  // All in one tick, so that they share one round trip where the source takes batches.
  const [again, codes, lists] = await Promise.all([
    fetchAnswers(rpc, block, keys.map(requestOf), { hasMulticall: true }),
    compareCodes(rpc, block, answers).catch(gapOf('the code of contracts')),
    compareLists(rpc, deployment, reading).catch(gapOf('its logs')),
  ])
  const differing = keys.filter((key) => again.get(key)?.data !== answers.get(key)?.data)
  const found = [
    ...(differing.length > 0 ? [`${differing.length} of ${keys.length} values are not the same`] : []),
    ...('differing' in codes && codes.differing.length > 0
      ? [`other code stands at ${listed(codes.differing)}`]
      : []),
    ...('hidden' in lists && lists.hidden.length > 0
      ? [`its logs have ${counted(lists.hidden)} that the first does not have: ${listed(lists.hidden)}`]
      : []),
  ]
  if (found.length > 0) return different(found.join('; '))
  return {
    state: 'same',
    reads: keys.length,
    codes: 'compared' in codes ? codes.compared : 0,
    logs: 'logs' in lists ? lists.logs : { from: block.number + 1n, to: block.number },
    gaps: [...('gap' in codes ? [codes.gap] : []), ...('gaps' in lists ? lists.gaps : [lists.gap])],
  }
}

const gapOf =
  (what: string) =>
  (error: unknown): { readonly gap: string } => ({ gap: `${what} could not be read (${errorLine(error)})` })

interface ComparedLists {
  /** What the logs of the second source tell, and those of the first do not. */
  readonly hidden: readonly string[]
  readonly logs: { readonly from: bigint; readonly to: bigint }
  readonly gaps: readonly string[]
}

const checks = new WeakMap<Rpc, ListCheck>()

async function compareLists(
  rpc: Rpc,
  deployment: Deployment,
  { block, known }: { readonly block: BlockRef; readonly known: Reading['known'] },
): Promise<ComparedLists> {
  const check = checks.get(rpc) ?? new ListCheck(rpc, deployment)
  checks.set(rpc, check)
  const { known: theirs, from, to, gap } = await check.upTo(block, logBudget)
  const lacking = gap === null ? beyond(theirs, known) : []
  const more = beyond(known, theirs)
  const { problem, toBlock } = known.coverage
  const isWhole = problem === null && toBlock !== null && toBlock >= block.number
  return {
    // If the first source has not read all of its own logs, missing entries prove nothing against it.
    hidden: isWhole ? more : [],
    logs: { from, to },
    gaps: [
      ...(gap === null ? [] : [gap]),
      ...(isWhole ? [] : [problem ?? 'the logs of the first were not read up to this block']),
      ...(!isWhole && more.length > 0 ? [`its logs have ${counted(more)} more: ${listed(more)}`] : []),
      ...(lacking.length > 0
        ? [`its logs lack ${counted(lacking)} that the first has: ${listed(lacking)}`]
        : []),
    ],
  }
}
