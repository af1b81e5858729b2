import type { Address } from 'viem'
import type { SigningVerdict } from '@/components/actions/review/finding'
import { verdictOf } from '@/components/actions/review/verdict'
import { roles } from '@/contracts/script/roles'
import {
  type Action,
  type ActionRequest,
  accountsAsked,
  type BuiltAction,
  buildAction,
  type MeaningChange,
  readBack,
} from '@/lib/actions'
import { withAccounts } from '@/lib/chain/read/account'
import type { Checked } from '@/lib/chain/read/checked'
import { factsOf, type Reading, read } from '@/lib/chain/read/reader'
import { knownSignatures } from '@/lib/chain/read/signatures'
import { type Review, reviewAction } from '@/lib/chain/review'
import type { Rpc } from '@/lib/chain/rpc'
import type { SecondOpinion } from '@/lib/chain/second'
import { consoleAt } from '@/lib/console/checks/console-at'
import { type Watchlist, withWatched } from '@/lib/console/facts/watchlist'
import type { ConsoleModel } from '@/lib/console/model'
import type { ActionCase } from './cases'
import { BLOCK_TIME, play, type Scene } from './scene'

/** A review as it is open in somebody's browser at a block. */
export interface Opened {
  readonly scene: Scene
  readonly request: ActionRequest
  readonly from: Address
  readonly reading: Reading
  readonly model: ConsoleModel
  readonly action: Action
}

/** Opens the review of an action for somebody who may sign it, in a state where it can be signed. */
export async function openCase(scene: Scene, { by, first, request }: ActionCase): Promise<Opened> {
  const ready = first ? await play(scene, first(scene)) : scene
  return openAs(ready, roles[by].address, request(ready))
}

/** The picture of the scene with everything that a browser asks for this account and this action. */
export async function openAs(scene: Scene, from: Address, request: ActionRequest): Promise<Opened> {
  const { rpc, deployment } = scene
  const ask = async (reading: Reading, known: Watchlist) =>
    known === reading.known
      ? reading
      : read(rpc, deployment, reading.block, known, {
          hasMulticall: true,
          answers: reading.answers,
        })
  const named = [from, ...accountsAsked(request)]
  const own = await ask(scene.reading, withAccounts(scene.reading.known, named))
  const { model: first, action: plain } = builtAt(scene, own, request, from, own.block.timestamp)
  const proposal = plain?.through?.proposal
  if (!proposal || !plain.through) return opened(scene, own, request, from, first, plain)
  const { transaction, safeTxHash: hash } = proposal
  const entry = { safe: plain.through.safe.id, hash, transaction }
  const whole = await ask(own, withWatched(own.known, [entry]))
  const { model, action } = builtAt(scene, whole, request, from, whole.block.timestamp)
  return opened(scene, whole, request, from, model, action)
}

function opened(
  scene: Scene,
  reading: Reading,
  request: ActionRequest,
  from: Address,
  model: ConsoleModel,
  action: Action | null,
): Opened {
  if (!action) throw new RangeError('The request names something that is not there')
  return { scene, request, from, reading, model, action }
}

function builtAt(
  { deployment }: Scene,
  reading: Reading,
  request: ActionRequest,
  from: Address,
  time: bigint,
) {
  const model = consoleAt(factsOf(deployment, reading), time, knownSignatures)
  return { model, action: buildAction(request, model, from) }
}

/** The check of what it does, at its block, for the next one. */
export async function checkOf(
  { scene, request, from, reading }: Opened,
  sources: readonly Rpc[] = [scene.rpc],
): Promise<Checked<Review>> {
  const { deployment } = scene
  const { block } = reading
  const review = await reviewAction({
    ...{ sources, deployment, reading, request, from },
    time: block.timestamp + BLOCK_TIME,
    hasMulticall: async () => true,
  })
  if (!review) throw new RangeError('The request names something that is not there')
  return { value: review, block }
}

/** What a second source that reads the same says of a picture. */
export const sameElsewhere = ({ block, answers }: Reading): SecondOpinion => ({
  ...{ state: 'same', first: "the console's server", by: 'wallet', reads: answers.size, codes: 0, gaps: [] },
  logs: { from: 0n, to: block.number },
})

/** An action as it was read, rebuilt for the time of a newer block, so that a difference was caused by somebody. */
export function rebuilt(then: Opened, { scene, reading }: Opened): BuiltAction {
  const { model, action } = builtAt(scene, then.reading, then.request, then.from, reading.block.timestamp)
  return { model, action: action ?? then.action }
}

/**
 * What the review says at a block.
 * @param check the newest that has ended, maybe of an earlier block
 * @param changed how the action changed since it was read
 */
export function judge(
  { action, model, reading, scene }: Opened,
  check: Checked<Review>,
  changed: readonly MeaningChange[] = [],
): SigningVerdict {
  const { block } = reading
  const { chainId } = scene.deployment
  return verdictOf({
    ...{ action, changed, dissent: null },
    readBack: readBack(action, model),
    review: check,
    secondOpinion: { value: sameElsewhere(reading), block: check.block },
    chain: { expected: chainId, found: chainId },
    present: { block, time: block.timestamp, blockTimeSeconds: Number(BLOCK_TIME) },
  })
}
