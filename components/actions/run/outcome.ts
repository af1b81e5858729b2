import { type State, worst } from '@/components/ui/state'
import type { Aftermath } from '@/lib/chain/track/aftermath'
import { type Change, type Effect, holdsNow } from '@/lib/console/diff'
import type { ConsoleModel } from '@/lib/console/model'
import { formatExact, plural } from '@/lib/format'
import { type Path, textOf } from '@/lib/leaf/path'
import { blocksOf, isProven, type Run } from '@/lib/react/run'
import { describePath } from '@/lib/words/describe'
import { named } from './status-words'

/** Whether what was stated is on chain and nothing else changed, by whom, and what could not be told. */
export interface Outcome {
  readonly state: State
  readonly title: string
  /** Who proves it; null where nobody does. */
  readonly proof: string | null
  /** Stated changes that are not on chain. */
  readonly missing: readonly string[]
  /** Changes on chain that nobody stated. */
  readonly unexpected: readonly string[]
  /** What else speaks against it. */
  readonly faults: readonly string[]
  /** What could not be told. */
  readonly doubts: readonly string[]
}

/**
 * What became of a run of which everything is mined.
 * @param aftermath Null while it is read.
 * @param model The live picture, for the time in which there is none of the block itself.
 * @returns null while nothing can be said yet.
 */
export function outcomeOf(run: Run, aftermath: Aftermath | null, model: ConsoleModel): Outcome | null {
  const blocks = blocksOf(run)
  if (!blocks || aftermath === null) return null
  if (aftermath.state === 'could-not-read') {
    return model.block.number < blocks.last.number ? null : byLaterPicture(run, aftermath.problem, model)
  }
  return byPictures(run, aftermath)
}

type Read = Extract<Aftermath, { state: 'read' }>

function byPictures(run: Run, aftermath: Read): Outcome {
  const { comparison, span, after, by, opinions } = aftermath
  const same = opinions.flatMap((one) => (one.state === 'same' ? [one.by] : []))
  const { effects, changes, doubts } = comparedIn(aftermath)
  const missing = effects.filter(({ holds }) => !holds).map(({ effect }) => labelOf(effect.path, after))
  const before = comparison.state === 'compared' ? comparison.before : after
  const unexpected = changes.map(({ path }) => labelOf(path, after, before))
  const faults = [
    ...opinions.flatMap((one) =>
      one.state === 'different' ? [`${one.by} has another picture of this block: ${one.what}.`] : [],
    ),
    ...disputes(run),
  ]
  const alone = same.length > 0 ? [] : [`By one source only: ${by}. ${silentWords(opinions)}`]
  const unproven = effects.length === 0 ? ['No effect of it can be proven on chain afterwards.'] : []
  const shared = span > 1n && unexpected.length > 0
  const all = [...doubts, ...alone, ...unproven, ...uncompared(run), ...(shared ? [sharedWords(span)] : [])]
  const state = worst([
    missing.length > 0 || faults.length > 0 || (unexpected.length > 0 && !shared) ? 'wrong' : 'ok',
    all.length > 0 ? 'unknown' : 'ok',
  ])
  return {
    ...{ state, missing, unexpected, faults, doubts: all },
    title: titleOf({ effects, missing, unexpected, faults }, aftermath.block.number),
    proof: provenWords(aftermath, [by, ...same]),
  }
}

interface Compared {
  readonly effects: readonly { readonly effect: Effect; readonly holds: boolean }[]
  readonly changes: readonly Change[]
  readonly doubts: readonly string[]
}

function comparedIn({ comparison, span }: Read): Compared {
  if (comparison.state === 'after-only') {
    const doubt = `What else changed could not be compared. ${comparison.problem}`
    return { effects: comparison.effects, changes: [], doubts: [doubt] }
  }
  const { diff, unmet, overtaken, uncompared = 0 } = comparison
  return {
    effects: diff.effects.map(({ effect, verdict }) => ({
      effect,
      holds: verdict === 'as-stated' || verdict === 'already',
    })),
    changes: diff.unexpected,
    doubts: [
      ...unmet.map((text) => `Did not hold when it was mined: ${text}. Somebody was faster.`),
      ...(uncompared > 0
        ? [
            `It took ${formatExact(span, 0)} blocks: ${plural(uncompared, 'stated value')} that ${uncompared === 1 ? 'depends' : 'depend'} on the second of a block could not be compared.`,
          ]
        : []),
      ...(overtaken
        ? ['When it was mined, other transactions would have done it. Somebody was faster.']
        : []),
    ],
  }
}

/** Why it is not proven that what was signed caused what is on chain. */
function uncompared({ calls }: Run): readonly string[] {
  return calls.flatMap(({ dialogue, evidence }) => {
    if (evidence?.state === 'enclosed' && isProven(dialogue)) return []
    if (evidence?.state === 'enclosed') return ['What carried it is not compared with what was signed.']
    if (evidence?.state !== 'mined') return []
    return [
      ...(evidence.unproven === null ? [] : [evidence.unproven]),
      ...((evidence.again?.length ?? 0) > 0
        ? ['The account sent the same more than once; what that changes in other blocks is not compared.']
        : []),
    ]
  })
}

const silentWords = (opinions: Read['opinions']): string =>
  opinions.flatMap((one) => (one.state === 'could-not-check' ? [`${one.by}: ${one.problem}.`] : [])).join(' ')

/** What sources say against a transaction that others have. */
const disputes = ({ calls }: Run): readonly string[] =>
  calls.flatMap(({ evidence }) => evidence?.against.map(({ by, says }) => `${by} ${says}.`) ?? [])

const sharedWords = (span: bigint): string =>
  `It took ${formatExact(span, 0)} blocks, in which others act too: what else changed may be theirs.`

interface Found extends Pick<Outcome, 'missing' | 'unexpected' | 'faults'> {
  readonly effects: readonly unknown[]
}

function titleOf({ effects, missing, unexpected, faults }: Found, number: bigint): string {
  const block = formatExact(number, 0)
  if (missing.length > 0) return `Not on chain at block ${block}`
  if (unexpected.length > 0) return `More changed than was stated, at block ${block}`
  if (effects.length === 0) return `Mined; nothing that could be proven, at block ${block}`
  const changes = plural(effects.length, 'stated change')
  return faults.length > 0
    ? `Disputed: ${changes} at block ${block}`
    : `${changes} on chain at block ${block}`
}

function provenWords({ comparison, block, span }: Read, by: readonly string[]): string {
  const read = `Read at block ${formatExact(block.number, 0)} by ${named(by)}`
  if (comparison.state !== 'compared') return `${read}.`
  return `${read}, and compared with the block before${span > 1n ? ' the first of them' : ''}.`
}

/** No source has the pictures of the block: what lasts is held against the live one. */
function byLaterPicture(run: Run, problem: string, model: ConsoleModel): Outcome {
  const lasting = run.effects.filter(({ timed, passing }) => !timed && !passing)
  const missing = lasting.filter((effect) => !holdsNow(effect, model)).map(({ path }) => labelOf(path, model))
  const doubt = `The block itself could not be read, only a later one: ${problem}. What else changed could not be compared.`
  const found = { missing, unexpected: [], faults: disputes(run) }
  return {
    ...{ ...found, doubts: [doubt, ...uncompared(run)], proof: null },
    state: missing.length > 0 || found.faults.length > 0 ? 'wrong' : 'unknown',
    title: titleOf({ effects: lasting, ...found }, model.block.number),
  }
}

function labelOf(path: Path, ...models: readonly ConsoleModel[]): string {
  return (
    models.map((model) => describePath(path, model)?.label).find((label) => label !== undefined) ??
    textOf(path)
  )
}
