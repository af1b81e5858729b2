import { type Address, getAddress, type Hex, isAddressEqual } from 'viem'
import { type ActionRequest, buildAction, decodeCall, isFreeze } from '@/lib/actions'
import { canOperate } from '@/lib/console/derive/beams'
import { nobodyLeft } from '@/lib/console/derive/freeze-plan'
import { type Reach, relayerReach } from '@/lib/console/derive/reach'
import { fundsNamed, planOf, stepsOf } from '@/lib/console/funds'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import { every, type Leaf, map } from '@/lib/leaf'
import type { Seconds } from '@/lib/math'
import type { Run, RunCall } from '@/lib/react/run'
import { callsOf, decodeSafeTransaction } from '@/lib/safe'
import { newRelayerWords } from '@/lib/words/relayers'

/** Who can still act for a Generator after a freeze, by the chain and not by its receipts. */
export interface HoldersAfter {
  readonly generator: string
  readonly blockNumber: bigint
  /** Time of that block [unix s]. */
  readonly blockTime: Seconds
  /** Each address that was to be stopped, then every other relayer. */
  readonly holders: readonly Holder[]
  /** Null while every relayer could be read; else why somebody may be missing. */
  readonly unread: string | null
  /** What whoever still acts can move at most, all together. */
  readonly reach: Leaf<Reach>
  /** How the Generator gets a relayer again, by what this deployment allows. */
  readonly wayBack: string
}

export interface Holder {
  readonly account: Address
  /** Whether this run was to stop it. */
  readonly target: boolean
  readonly holds: Leaf<boolean>
  /** Whether it can act: it holds RELAYER, and no guardian froze it. */
  readonly acts: Leaf<boolean>
  /** The request that stops it, by the same way as this run. */
  readonly request: ActionRequest
}

/**
 * Checks every relayer after a freeze was mined: `removeRelayer` and the guardians' freeze succeed for any address, so
 * the receipt alone proves nothing, and another relayer may act all the same.
 * @returns one for each Generator that it is about; none for another action, until a block at or after the freeze was
 * read, and while the owners of a Safe only approve.
 */
export function holdersAfter(run: Run, model: ConsoleModel): readonly HoldersAfter[] {
  const { request } = run
  const done = run.calls.filter((call) => minedIn(call) !== null)
  if (done.length === 0 || done.some((call) => (minedIn(call) ?? 0n) > model.block.number)) return []
  if (request.kind === 'guardian-freeze') {
    return model.generators
      .filter((generator) => listed(generator).includes(request.beam))
      .map((generator) => {
        const found = after(generator, model, [request.beam], (beam) => ({ ...request, beam }))
        // Guardians lift what they froze; a relayer that a cBEAM sets is another one.
        return { ...found, wayBack: buildAction(request, model, run.from)?.undo ?? found.wayBack }
      })
  }
  if (request.kind === 'guardian-freeze-all') {
    const frozen = done.flatMap(frozenIn)
    return model.generators
      .filter((generator) => frozen.some((beam) => listed(generator).includes(beam)))
      .map((generator) => {
        const targets = frozen.filter((beam) => listed(generator).includes(beam))
        const found = after(generator, model, targets, (beam) =>
          request.through === undefined ? { kind: 'guardian-freeze', unit: generator.unit, beam } : request,
        )
        return { ...found, wayBack: buildAction(request, model, run.from)?.undo ?? found.wayBack }
      })
  }
  if (!isFreeze(request)) return []
  const removed = done.flatMap(removalsOf)
  const { through } = request
  return model.generators.flatMap((generator) => {
    const targets = removed.flatMap(({ from, account }) => (from === generator.id ? [account] : []))
    if (targets.length === 0) return []
    return [
      after(generator, model, targets, (relayer) => ({
        ...{ kind: 'freeze-relayer', generator: generator.id, relayer },
        ...(through === undefined ? {} : { through }),
      })),
    ]
  })
}

/** Who can still move funds after a freeze of funds, by the chain: of one Prime, or of every Generator and Prime. */
export interface FundsAfter {
  /** "every Generator and Prime". */
  readonly name: string
  readonly blockNumber: bigint
  /** Time of that block [unix s]. */
  readonly blockTime: Seconds
  /** Whether nobody can. */
  readonly safe: Leaf<boolean>
  /** Who can, as far as it is known, each with the contract that lets him. */
  readonly left: readonly { readonly account: Address; readonly on: Address }[]
}

/** @returns null for another action, until a block at or after the freeze was read, and while owners only approve */
export function fundsAfter(run: Run, model: ConsoleModel): FundsAfter | null {
  const { request } = run
  const done = run.calls.filter((call) => minedIn(call) !== null)
  if (request.kind !== 'freeze-funds' || done.flatMap(removalsOf).length === 0) return null
  if (done.some((call) => (minedIn(call) ?? 0n) > model.block.number)) return null
  const funds = fundsNamed(model, request.prime)
  const stay = planOf(funds).flatMap(({ alive }) => alive)
  const [only] = funds
  return {
    name: request.prime === undefined ? 'every Generator and Prime' : (only?.name ?? request.prime),
    blockNumber: model.block.number,
    blockTime: model.block.timestamp,
    safe: map(every(funds.map((one) => nobodyLeft(one.controllers, one.strangers))), (all) =>
      all.every(Boolean),
    ),
    left: [
      ...stepsOf(funds).map(({ account, contract }) => ({ account, on: contract })),
      ...stay.map(({ account, controller }) => ({ account, on: controller })),
    ],
  }
}

/** Who still acts, or may for all that is known. */
export function stillActing({ holders }: HoldersAfter): readonly Holder[] {
  return holders.filter(({ acts }) => !acts.ok || acts.value)
}

/** Whether it is proven that nobody can act any more. */
export function allStopped(after: HoldersAfter): boolean {
  return after.unread === null && stillActing(after).length === 0
}

function after(
  generator: GeneratorModel,
  model: ConsoleModel,
  targets: readonly Address[],
  request: (account: Address) => ActionRequest,
): HoldersAfter {
  const { length, items } = generator.roles.relayer.members
  const all = every<unknown>([length, ...items.map(({ account }) => account)])
  const present = listed(generator)
  const isIn = (list: readonly Address[], account: Address) =>
    list.some((entry) => isAddressEqual(entry, account))
  const others = present.filter((account) => !isIn(targets, account))
  return {
    generator: generator.name,
    blockNumber: model.block.number,
    blockTime: model.block.timestamp,
    holders: [...targets, ...others].map((account) => {
      const holds = isIn(present, account)
        ? ({ ok: true, value: true, from: length.from } as const)
        : map(all, () => false)
      const acts = canOperate(generator.roles.relayer, account)
      return { account, target: isIn(targets, account), holds, acts, request: request(account) }
    }),
    unread: all.ok ? null : all.reason.message,
    reach: relayerReach(generator),
    wayBack: newRelayerWords(generator, model),
  }
}

const listed = ({ roles }: GeneratorModel): readonly Address[] =>
  roles.relayer.members.items.flatMap(({ account }) => (account.ok ? [account.value] : []))

function minedIn({ evidence }: RunCall): bigint | null {
  return evidence?.state === 'mined' || evidence?.state === 'enclosed' ? evidence.block.number : null
}

/** Whom a call makes a council of guardians freeze, itself or by what it makes a Safe do. */
function frozenIn({ data }: { readonly data: Hex }): readonly Address[] {
  const execution = decodeSafeTransaction(data)
  if (execution) return (callsOf(execution.transaction) ?? []).flatMap(frozenIn)
  const decoded = decodeCall(data)
  const [beam] = decoded?.signature === 'freeze(address,address[],address[])' ? decoded.arguments : []
  return beam ? [getAddress(beam.value)] : []
}

interface Removal {
  /** The contract that is called. */
  readonly from: Address
  readonly account: Address
}

/** Whom a call removes from relayers or actors, itself or by what it makes a Safe do. */
function removalsOf({ to, data }: { readonly to: Address; readonly data: Hex }): readonly Removal[] {
  const execution = decodeSafeTransaction(data)
  if (execution) return (callsOf(execution.transaction) ?? []).flatMap(removalsOf)
  const decoded = decodeCall(data)
  return decoded?.signature === 'removeRelayer(address)' || decoded?.signature === 'removeActor(address)'
    ? decoded.arguments.map(({ value }) => ({ from: getAddress(to), account: getAddress(value) }))
    : []
}
