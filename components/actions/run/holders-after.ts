import { type Address, getAddress, type Hex, isAddressEqual } from 'viem'
import { type ActionRequest, decodeCall } from '@/lib/actions'
import { canOperate } from '@/lib/console/derive/beams'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import { every, type Leaf, map } from '@/lib/leaf'
import type { Run, RunCall } from '@/lib/react/run'
import { callsOf, decodeSafeTransaction } from '@/lib/safe'

/** Who can still act for a Generator after a freeze, by the chain and not by its receipts. */
export interface HoldersAfter {
  readonly generator: string
  readonly blockNumber: bigint
  /** Each address that was to be stopped, then every other relayer. */
  readonly holders: readonly Holder[]
  /** Null while every relayer could be read; else why somebody may be missing. */
  readonly unread: string | null
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
      .map((generator) => after(generator, model, [request.beam], (beam) => ({ ...request, beam })))
  }
  if (request.kind !== 'freeze-relayer' && request.kind !== 'freeze-all') return []
  const removed = done.flatMap(({ data }) => removalsOf(data))
  const generator = model.generators.find(({ id }) => id === request.generator)
  if (!generator || removed.length === 0) return []
  const { through } = request
  return [
    after(generator, model, removed, (relayer) => ({
      ...{ kind: 'freeze-relayer', generator: generator.id, relayer },
      ...(through === undefined ? {} : { through }),
    })),
  ]
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
    holders: [...targets, ...others].map((account) => {
      const holds = isIn(present, account)
        ? ({ ok: true, value: true, from: length.from } as const)
        : map(all, () => false)
      const acts = canOperate(generator.roles.relayer, account)
      return { account, target: isIn(targets, account), holds, acts, request: request(account) }
    }),
    unread: all.ok ? null : all.reason.message,
  }
}

const listed = ({ roles }: GeneratorModel): readonly Address[] =>
  roles.relayer.members.items.flatMap(({ account }) => (account.ok ? [account.value] : []))

function minedIn({ evidence }: RunCall): bigint | null {
  return evidence?.state === 'mined' || evidence?.state === 'enclosed' ? evidence.block.number : null
}

/** Whom a call removes from RELAYER, itself or by what it makes a Safe do. */
function removalsOf(data: Hex): readonly Address[] {
  const execution = decodeSafeTransaction(data)
  if (execution) return (callsOf(execution.transaction) ?? []).flatMap((call) => removalsOf(call.data))
  const decoded = decodeCall(data)
  return decoded?.signature === 'removeRelayer(address)'
    ? decoded.arguments.map(({ value }) => getAddress(value))
    : []
}
