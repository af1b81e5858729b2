import { type Address, getAddress, type Hex, isAddressEqual } from 'viem'
import { decodeCall } from '@/lib/actions'
import { every, type Leaf, map } from '@/lib/console/leaf'
import type { ConsoleModel } from '@/lib/console/model'
import type { Run } from '@/lib/react/run'
import { callsOf, decodeSafeTransaction } from '@/lib/safe'

/** Who holds RELAYER after a freeze, by the chain and not by its receipts. */
export interface HoldersAfter {
  readonly generator: string
  readonly blockNumber: bigint
  /** Each address that was to be removed, then every other holder. */
  readonly holders: readonly { readonly account: Address; readonly holds: Leaf<boolean> }[]
}

/**
 * Checks every holder of the role after a freeze was mined: `removeRelayer` succeeds for any address, so the receipt
 * alone proves nothing.
 * @returns null for another action, and until a block at or after the freeze was read.
 */
export function holdersAfter(run: Run, model: ConsoleModel): HoldersAfter | null {
  const { request } = run
  if (request.kind !== 'freeze-relayer' && request.kind !== 'freeze-all') return null
  const mined = run.calls.filter(({ status }) => status.state === 'mined')
  const isRead = mined.every(
    ({ status }) => status.state === 'mined' && status.blockNumber <= model.block.number,
  )
  const generator = model.generators.find(({ id }) => id === request.generator)
  if (mined.length === 0 || !isRead || !generator) return null
  const { length, items } = generator.roles.relayer.members
  const listed = every<unknown>([length, ...items.map(({ account }) => account)])
  const present = items.flatMap(({ account }) => (account.ok ? [account.value] : []))
  const removed = mined.flatMap(({ data }) => removalsOf(data))
  // An approval of a Safe's owner removes nobody yet.
  if (removed.length === 0) return null
  const isPresent = (account: Address) => present.some((holder) => isAddressEqual(holder, account))
  const holder = (account: Address) => ({
    account,
    holds: isPresent(account)
      ? ({ ok: true, value: true, from: length.from } as const)
      : map(listed, () => false),
  })
  const others = present.filter((account) => !removed.some((gone) => isAddressEqual(gone, account)))
  return {
    generator: generator.name,
    blockNumber: model.block.number,
    holders: [...removed, ...others].map(holder),
  }
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
