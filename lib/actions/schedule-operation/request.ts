import { type Address, concat, type Hex, pad, size, toFunctionSelector, toHex, zeroHash } from 'viem'
import { beamTimeLockAbi } from '@/lib/abi'
import { type RequestKind, type Routed, routedFields, type UnitTarget, unitFields } from '../request'
import { address, bytes, list, oneOf, shape, uint, word } from '../stored'
import { namedUnit } from '../unit-of'

/** The functions of BeamState that wait for the timelock. */
export const DELAYED_FUNCTIONS = [
  ...(['setHop', 'setMaxChange', 'addRateLimits', 'addController', 'addCBeam'] as const),
  ...(['addInitRateLimits', 'addInitControllerActions', 'start'] as const),
] as const

export type DelayedFunction = (typeof DELAYED_FUNCTIONS)[number]

/** A call of BeamState that waits. What its function does not take is zero. */
export interface DelayedCall {
  readonly call: DelayedFunction
  /** The RateLimits, controller or cBEAM; the zero address for a general entry. */
  readonly target: Address
  /** Of a limit. */
  readonly key: Hex
  /** The hop [s], the greatest change [wad], or the maximum of an initial limit, in its unit. */
  readonly amount: bigint
  /** Of an initial limit, in its unit [1/s]. */
  readonly slope: bigint
  /** The call of a controller that is approved. */
  readonly data: Hex
}

/** Schedules calls of BeamState as one operation in the timelock of a Unit: all of them take effect, or none. */
export interface ScheduleRequest extends Routed, UnitTarget {
  readonly kind: 'schedule-operation'
  readonly batch: readonly DelayedCall[]
  /** Tells it from one with the same content that was scheduled before. */
  readonly salt: Hex
}

/** Most calls of an operation that is scheduled here, so that all of them can be read before signing. */
export const mostScheduled = 16

const delayedCall = shape({
  ...{ call: oneOf(...DELAYED_FUNCTIONS), target: address, key: word },
  ...{ amount: uint, slope: uint, data: bytes },
})

export const scheduleOperationKind: RequestKind<ScheduleRequest, true> = {
  kind: 'schedule-operation',
  verb: 'schedule operation',
  by: ['councilLater'],
  at: '/governance',
  form: true,
  fields: {
    ...{ batch: list(delayedCall, mostScheduled), salt: word },
    ...unitFields,
    ...routedFields,
  },
  abi: beamTimeLockAbi,
  expected: (request, model) => {
    const unit = namedUnit(request, model)
    if (!unit?.timelock.minDelay.ok) return []
    const { timelock, beamState } = unit.configurator.addresses
    return [
      {
        targets: [timelock],
        signature: 'scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256)',
        arguments: [
          request.batch.map(() => beamState).join(','),
          request.batch.map(() => '0').join(','),
          request.batch.map(saying).join(','),
          zeroHash,
          request.salt,
          String(unit.timelock.minDelay.value),
        ],
      },
    ]
  },
}

/** The bytes that say what is asked for, put together word by word. */
function saying({ call, target, key, amount, slope, data }: DelayedCall): Hex {
  const number = (value: bigint): Hex => toHex(value, { size: 32 })
  const account = pad(target, { size: 32 })
  const said = (signature: string, ...words: readonly Hex[]) =>
    concat([toFunctionSelector(signature), ...words]).toLowerCase() as Hex
  switch (call) {
    case 'start':
      return said('start()')
    case 'setHop':
      return said('setHop(address,uint256)', account, number(amount))
    case 'setMaxChange':
      return said('setMaxChange(address,uint256)', account, number(amount))
    case 'addRateLimits':
      return said('addRateLimits(address)', account)
    case 'addController':
      return said('addController(address)', account)
    case 'addCBeam':
      return said('addCBeam(address)', account)
    case 'addInitRateLimits':
      return said(
        'addInitRateLimits(bytes32,address,uint256,uint256)',
        ...[key, account, number(amount), number(slope)],
      )
    case 'addInitControllerActions':
      // The bytes stand at their end, after where they begin and how many they are, filled up to whole words.
      return said(
        'addInitControllerActions(bytes,address)',
        ...[number(64n), account, number(BigInt(size(data)))],
        ...(size(data) === 0 ? [] : [pad(data, { dir: 'right', size: Math.ceil(size(data) / 32) * 32 })]),
      )
  }
}
