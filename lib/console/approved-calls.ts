import {
  type Address,
  decodeFunctionData,
  type Hex,
  isAddressEqual,
  keccak256,
  parseAbi,
  zeroAddress,
} from 'viem'
import { type Leaf, some, unknown } from '@/lib/leaf'
import { memo } from '@/lib/leaf/memo'
import { rollbackCall } from '@/lib/migration'
import type { ApprovalFacts, RunFacts } from './facts'
import { ofUnit } from './facts/units'
import type { ConfiguratorUnit } from './model'

/** A call that BeamState approves by its hash, or once did, with all that is known of it. */
export interface ApprovedCall extends ApprovalFacts {
  /** What hashes to the key; null where nothing that was seen does. */
  readonly data: Hex | null
  /** When a cBEAM made this very call there, in order; of one on every controller, on any of them. */
  readonly runs: readonly RunFacts[]
}

interface Model {
  readonly generators: readonly {
    readonly unit: Address
    readonly primes: readonly { readonly addresses: { readonly almProxy: Address } }[]
  }[]
}

interface Unit extends Pick<ConfiguratorUnit, 'id' | 'configurator'> {
  readonly timelock: {
    readonly operations: readonly {
      readonly queued: { readonly calls: readonly { readonly target: Address; readonly data: Hex }[] }
    }[]
  }
}

/** Every call that is approved in a Unit or once was, in the order of their approvals. */
export function approvedCalls(model: Model, unit: Unit): readonly ApprovedCall[] {
  const seen = seenCalls(model, unit)
  const { approvals, runs } = unit.configurator
  return approvals.map((approval) => {
    const { key, controller } = approval
    const data = seen.get(key) ?? null
    const isOne = (run: RunFacts) =>
      data !== null &&
      run.data.toLowerCase() === data.toLowerCase() &&
      (controller === zeroAddress || run.controller === controller)
    return { ...approval, data, runs: runs.filter(isOne) }
  })
}

const notNamed = unknown({
  kind: 'not-read',
  message: 'No event that was seen approves this call.',
})

/** Whether a cBEAM may make a call on a controller: by an approval there, or on every controller. */
export const isApproved = (
  { configurator: { approvals } }: Pick<Unit, 'configurator'>,
  controller: Address,
  data: Hex,
): Leaf<boolean> => {
  const key = keccak256(data)
  const entries = approvals.filter(
    (one) => one.key === key && [controller, zeroAddress].includes(one.controller),
  )
  return entries.length === 0 ? notNamed : some(entries.map(({ active }) => active))
}

/**
 * The calldata that was seen, by its hash: what the timelock was told to approve, what cBEAMs called, and the rollbacks,
 * which follow from the deployment.
 */
const seenCalls = memo((model: Model, unit: Unit): ReadonlyMap<Hex, Hex> => {
  const scheduled = unit.timelock.operations.flatMap(({ queued: { calls } }) =>
    calls.flatMap(({ target, data }) => approvedBy(unit, target, data)),
  )
  const rollbacks = ofUnit(model.generators, unit).flatMap(({ primes }) =>
    primes.map(({ addresses }) => rollbackCall(addresses.almProxy)),
  )
  const all = [...scheduled, ...unit.configurator.runs.map(({ data }) => data), ...rollbacks]
  return new Map(all.map((data) => [keccak256(data), data]))
})

const approving = parseAbi(['function addInitControllerActions(bytes data, address controller)'])

/** The calldata that a call of BeamState approves. */
function approvedBy(unit: Unit, target: Address, data: Hex): readonly Hex[] {
  if (!isAddressEqual(target, unit.configurator.addresses.beamState)) return []
  try {
    return [decodeFunctionData({ abi: approving, data }).args[0]]
  } catch {
    return []
  }
}
