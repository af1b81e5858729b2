import { type Address, decodeFunctionData, getAddress, type Hex, slice } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import {
  type Action,
  type ActionRequest,
  type LimitRequest,
  type MigrateRequest,
  relayersOf,
} from '@/lib/actions'
import { heldRoles, isFrozen } from '@/lib/console/derive/beams'
import { planOf } from '@/lib/console/derive/drops'
import { operatorsOf } from '@/lib/console/derive/pau'
import type { RoleFacts } from '@/lib/console/facts/roles'
import { unitOf } from '@/lib/console/facts/units'
import { fundsNamed } from '@/lib/console/funds'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import type { QueueModel } from '@/lib/console/model/srusds'
import type { Side } from '@/lib/lcts'
import type { Leaf } from '@/lib/leaf'
import { kindsOf } from '@/lib/vaults'
import { autoLineOf, ilkIn } from '../preparations'
import { known } from '../stages/migration'

/** The state of the chain right before a transaction, and right after it. */
export interface Mined {
  readonly before: ConsoleModel
  readonly after: ConsoleModel
}

type Truths = {
  readonly [Kind in ActionRequest['kind']]: (
    request: Extract<ActionRequest, { kind: Kind }>,
    mined: Mined,
  ) => boolean
}

/**
 * Whether the thing that an action is called has happened. It is told from two pictures of the chain by the name of the
 * action alone, and shares nothing with the effects that the action states.
 */
export function didHappen({ request, through, from }: Action, mined: Mined): boolean {
  if (through?.step !== 'approve') return happened(request, mined)
  const safe = mined.after.safes.find(({ id }) => id === through.safe.id)
  const watched = safe?.watched.find(({ id }) => id === through.proposal?.safeTxHash)
  return watched?.approvals.some(({ id, approved }) => id === from && known(approved)) ?? false
}

function happened(request: ActionRequest, mined: Mined): boolean {
  const truth = truths[request.kind] as (request: ActionRequest, mined: Mined) => boolean
  return truth(request, mined)
}

const truths: Truths = {
  'freeze-relayer': ({ generator, relayer }, { after }) =>
    !relayersOf(generatorIn(after, generator)).includes(relayer),
  'freeze-all': ({ generator }, { after }) => relayersOf(generatorIn(after, generator)).length === 0,
  'freeze-funds': ({ prime }, { after }) =>
    fundsNamed(after, prime).every(({ controllers }) =>
      controllers.every((pau) => !known(pau.controllerOnProxy) || operatorsOf(pau).length === 0),
    ),
  'pause-timelock': (request, { after }) => known(unitOf(after, request).timelock.paused),
  'stop-configurator': (request, { after }) => known(unitOf(after, request).configurator.stopped),
  'guardian-freeze': (request, { after }) => {
    const unit = unitOf(after, request)
    const { beam } = request
    return known(isFrozen(unit, beam)) && !isPaired(after, unit, beam) && !hasRole(unit, beam)
  },
  'guardian-freeze-all': (_, { before, after }) =>
    before.units.every((unit) => {
      const contracts: readonly (Address | null)[] = Object.values(unit.configurator.addresses)
      const then = unitOf(after, { unit: unit.id })
      return (unit.configurator.guardians?.beams ?? [])
        .map(({ id }) => id)
        .filter((id) => !contracts.includes(id) && known(heldRoles(before, unit, id)).length > 0)
        .every((id) => known(isFrozen(then, id)) && !isPaired(after, then, id) && !hasRole(then, id))
    }),
  // The vote is counted, or it was the last and the freeze is over.
  'lift-freeze': (request, { before, after }) => {
    const votes = (model: ConsoleModel) => votesIn(unitOf(model, request), request.beam)
    const isOver = !known(isFrozen(unitOf(after, request), request.beam))
    return (
      known(isFrozen(unitOf(before, request), request.beam)) &&
      (isOver || votes(after) === votes(before) + 1n)
    )
  },
  'revoke-cbeam': (request, { after }) => !holdsAnything(after, unitOf(after, request), request.cBeam),
  'pair-cbeam': (request, { after }) => isPairedWith(after, request),
  'unpair-cbeam': (request, { after }) => !isPairedWith(after, request),
  // The one call that can be made sets the rate of a vault, which is its last two words.
  'controller-action': ({ controller, data }, { before, after }) => {
    const vault = getAddress(slice(data, 16, 36))
    const [shares, assets] = [BigInt(slice(data, 36, 68)), BigInt(slice(data, 68, 100))]
    const rate = (model: ConsoleModel) => {
      const primes = generatorIn(model, controller).primes
      return known(primes.find(({ addresses }) => addresses.vault === vault)?.vault.maxExchangeRate)
    }
    return rate(before) !== rate(after) && rate(after) === (10n ** 36n * assets) / shares
  },
  'delete-init': ({ key, rateLimits, ...request }, { after }) => {
    const found = unitOf(after, request).configurator.inits.find(
      (init) => init.key === key && init.rateLimits === rateLimits,
    )
    return known(found?.maxAmount) === 0n && known(found?.slope) === 0n
  },
  'delete-approval': ({ key, controller, ...request }, { after }) =>
    unitOf(after, request).configurator.approvals.every(
      (one) => one.key !== key || one.controller !== controller || !known(one.active),
    ),
  unregister: (request, { before, after }) => isRegistered(before, request) && !isRegistered(after, request),
  'replace-relayer': ({ controller, account }, { after }) =>
    isOnly(account, generatorIn(after, controller).roles.relayer),
  'replace-freezer': ({ controller, account }, { after }) =>
    isOnly(account, generatorIn(after, controller).roles.freezer),
  'cancel-operation': (request, { before, after }) =>
    standsIn(before, request) === 'pending' && standsIn(after, request) === 'gone',
  // One more operation waits, of just these calls, for the delay of the timelock.
  'schedule-operation': (request, { before, after }) => {
    const { timelock: old } = unitOf(before, request)
    const { timelock } = unitOf(after, request)
    const waited = (id: string) => old.operations.some((one) => one.id === id && known(one.timestamp) > 1n)
    const fresh = timelock.operations.filter(({ id, timestamp }) => known(timestamp) > 1n && !waited(id))
    const [only] = fresh
    const called = only?.queued.calls.map(
      ({ data }) => decodeFunctionData({ abi: beamStateAbi, data }).functionName as string,
    )
    return (
      fresh.length === 1 &&
      only !== undefined &&
      called?.join() === request.batch.map(({ call }) => call).join() &&
      known(only.timestamp) === after.block.timestamp + known(timelock.minDelay)
    )
  },
  'execute-operation': (request, { before, after }) =>
    standsIn(before, request) === 'pending' && standsIn(after, request) === 'done',
  'execute-plan': ({ plan }, { before, after }) =>
    known(planIn(before, plan).plotted) &&
    !known(planIn(after, plan).plotted) &&
    planIn(after, plan).event.status === 'executed',
  // The rate is that of the second of the block, by a drip in it.
  drip: ({ ilk }, { before, after }) =>
    known(ilkIn(after, ilk).rho) === after.block.timestamp &&
    known(ilkIn(after, ilk).rate) > known(ilkIn(before, ilk).rate),
  'drop-plan': ({ plan }, { before, after }) =>
    known(planIn(before, plan).plotted) &&
    !known(planIn(after, plan).plotted) &&
    planIn(after, plan).event.status === 'dropped',
  'create-drop-spell': ({ plan }, { before, after }) => {
    const count = (model: ConsoleModel) =>
      (model.governance?.dropSpells ?? []).filter((spell) => known(planOf(spell)) === plan).length
    return count(after) === count(before) + 1
  },
  exec: ({ ilk }, { before, after }) => {
    const [old, fresh] = [ilkIn(before, ilk), ilkIn(after, ilk)]
    const { line: most, gap } = autoLineOf(fresh)
    const follows = known(fresh.Art) * known(fresh.rate) + known(gap)
    const target = follows < known(most) ? follows : known(most)
    return known(fresh.line) === target && known(old.line) !== target
  },
  'wipe-ceiling': ({ ilk }, { before, after }) => {
    const open = (model: ConsoleModel) => {
      const found = ilkIn(model, ilk)
      return known(found.line) > 0n || known(autoLineOf(found).line) > 0n
    }
    return open(before) && !open(after)
  },
  'raise-limit': (request, mined) => isSet(request, mined) && rises(request, mined),
  'lower-limit': (request, mined) => isSet(request, mined) && !rises(request, mined),
  'remove-limit': (request, mined) => {
    const { maxAmount, slope } = limitIn(mined.after, request)
    return maxAmount === 0n && slope === 0n
  },
  // Each limit has just the two numbers, and a number of each went up where it is called a raise, and else of none.
  'set-limits': ({ generator, steps }, mined) =>
    steps.length > 0 &&
    steps.every(({ change, ...step }) => {
      const request = { ...step, generator, kind: `${change}-limit` } as const
      return isSet(request, mined) && rises(request, mined) === (change === 'raise')
    }),
  migrate: (request, mined) => tallyGrew('migrated', request, mined),
  'migrate-back': (request, mined) => tallyGrew('migratedBack', request, mined),
  rollback: (request, { before, after }) =>
    phaseOf(before, request) === 'CutOver' && phaseOf(after, request) === 'DualRun',
  // The vault has so much less, and the ALMProxy of the Prime so much more.
  'take-from-vault': (request, mined) => {
    const { amount } = request
    return (
      grew(request, mined, ({ proxyIdle }) => proxyIdle) === amount &&
      grew(request, mined, ({ vault }) => vault.idle) === -amount
    )
  },
  'return-to-vault': (request, mined) => {
    const { amount } = request
    return (
      grew(request, mined, ({ vault }) => vault.idle) === amount &&
      grew(request, mined, ({ proxyIdle }) => proxyIdle) === -amount
    )
  },
  // The vault has so much less, and the ALMProxy of the Generator so much more.
  'recall-from-vault': (request, mined) => {
    const held = (model: ConsoleModel) => known(generatorIn(model, request.generator).proxyIdle)
    return (
      grew(request, mined, ({ vault }) => vault.idle) === -request.amount &&
      grew(request, mined, ({ vault }) => vault.generatorShares) < 0n &&
      held(mined.after) - held(mined.before) === request.amount
    )
  },
  // The vault has so much more, and the ALMProxy of the Generator less by what was not minted for it.
  'add-to-vault': (request, mined) => {
    const held = (model: ConsoleModel) => known(generatorIn(model, request.generator).proxyIdle)
    return (
      grew(request, mined, ({ vault }) => vault.idle) === request.amount &&
      grew(request, mined, ({ vault }) => vault.generatorShares) >= request.leastShares &&
      held(mined.after) - held(mined.before) === request.minted - request.amount
    )
  },
  'pause-vault': (request, { after }) =>
    kindsOf(request).every(
      (kind) => pausedUntil(after, request, kind) === after.block.timestamp + request.duration,
    ),
  'unpause-vault': (request, { before, after }) =>
    kindsOf(request).every(
      (kind) =>
        pausedUntil(before, request, kind) > after.block.timestamp &&
        pausedUntil(after, request, kind) <= after.block.timestamp,
    ),
  'set-withdrawal-policy': (request, { after }) => {
    const { share, period } = railsOf(after, request)
    return known(share) === request.share && known(period) === request.period
  },
  'set-liquidity-buffer': (request, { after }) => known(railsOf(after, request).buffer) === request.assets,
  // So much more waits, for more shares.
  'enter-queue': ({ amount, ...request }, mined) =>
    queueGrew(request, mined, ({ totalUnderlying }) => totalUnderlying) === amount &&
    queueGrew(request, mined, ({ totalShares }) => totalShares) > 0n,
  // The queue owes less, and nobody who waits in it has left.
  'claim-rewards': (request, mined) =>
    queueGrew(request, mined, ({ unclaimedReward }) => unclaimedReward) < 0n &&
    queueGrew(request, mined, ({ totalShares }) => totalShares) === 0n,
  // Somebody has left, with a part of what was not converted.
  'leave-queue': (request, mined) =>
    queueGrew(request, mined, ({ totalShares }) => totalShares) < 0n &&
    queueGrew(request, mined, ({ totalUnderlying }) => totalUnderlying) < 0n,
  // The queue owes less, and nobody who waits in it has left or was paid.
  'claim-finalized': (request, mined) =>
    queueGrew(request, mined, ({ unclaimedReward }) => unclaimedReward) < 0n &&
    queueGrew(request, mined, ({ totalShares }) => totalShares) === 0n,
  // Just that is published for the day, and was not before.
  'publish-settlement': ({ generator, day, capacity, factor }, { before, after }) => {
    const isSo = (model: ConsoleModel) => {
      const found = srUsdsOf(model, generator).publications.find((one) => one.day === day)
      return known(found?.published) && known(found?.capacity) === capacity && known(found?.factor) === factor
    }
    return !isSo(before) && isSo(after)
  },
  // One more day is locked, and with it every queue in which somebody waits.
  'lock-queues': ({ generator }, { before, after }) => {
    const [old, fresh] = [before, after].map((model) => srUsdsOf(model, generator))
    return (
      known(fresh?.lockedDay) > known(old?.lockedDay) &&
      [fresh?.subscribe, fresh?.redeem].every((queue) => known(queue?.status) !== ACTIVE)
    )
  },
  // What was locked is no more, and the day of the lock is settled.
  'settle-queues': ({ generator }, { before, after }) => {
    const [old, fresh] = [before, after].map((model) => srUsdsOf(model, generator))
    return (
      known(fresh?.settledDay) > known(old?.settledDay) &&
      known(fresh?.settledDay) >= known(old?.lockedDay) &&
      [fresh?.subscribe, fresh?.redeem].every((queue) => known(queue?.status) !== LOCKED)
    )
  },
}

/** Statuses of a queue, as the contract numbers them. */
const [ACTIVE, LOCKED] = [1, 2]

type OfQueue = { readonly generator: Address; readonly queue: Side }

/** By how much an amount of a queue grew; below 0 where it shrank. */
function queueGrew(
  { generator, queue }: OfQueue,
  { before, after }: Mined,
  of: (queue: QueueModel) => Leaf<bigint>,
): bigint {
  const at = (model: ConsoleModel) => known(of(srUsdsOf(model, generator)[queue]))
  return at(after) - at(before)
}

function srUsdsOf(model: ConsoleModel, generator: Address) {
  const { srUsds } = generatorIn(model, generator)
  if (srUsds === null) throw new RangeError('The Generator issues no srUSDS')
  return srUsds
}

/** How an operation of the timelock stands, by the time that is stored for it alone. */
function standsIn(
  model: ConsoleModel,
  request: { readonly unit: Address; readonly operation: Hex },
): 'gone' | 'done' | 'pending' {
  const found = unitOf(model, request).timelock.operations.find(({ id }) => id === request.operation)
  if (!found) throw new RangeError(`There is no operation ${request.operation}`)
  const stored = known(found.timestamp)
  return stored === 0n ? 'gone' : stored === 1n ? 'done' : 'pending'
}

/** A plan by its id, with what its notes tell. */
function planIn({ governance }: ConsoleModel, id: Hex) {
  const plan = governance?.pause?.plans.find((one) => one.id === id)
  if (!plan) throw new RangeError(`There is no plan ${id}`)
  return plan
}

function generatorIn({ generators }: ConsoleModel, id: Address) {
  const generator = generators.find((one) => one.id === id)
  if (!generator) throw new RangeError(`There is no Generator ${id}`)
  return generator
}

function votesIn({ configurator: { guardians } }: ConfiguratorUnit, beam: Address): bigint {
  return known(guardians?.beams.find(({ id }) => id === beam)?.votesToLift)
}

/** Whether an account holds a role, and nobody else does. */
const isOnly = (account: Address, { members: { length, items } }: Pick<RoleFacts, 'members'>): boolean =>
  known(length) === 1 && items.every((member) => known(member.account) === account)

type OfPrime = { readonly generator: Address; readonly prime: string }

function primeIn(model: ConsoleModel, { generator, prime: slug }: OfPrime) {
  const prime = generatorIn(model, generator).primes.find(({ id }) => id === slug)
  if (!prime) throw new RangeError(`There is no Prime ${slug}`)
  return prime
}

/** By how much an amount of a Prime grew; below 0 where it shrank. */
function grew(request: OfPrime, { before, after }: Mined, of: (prime: PrimeModel) => Leaf<bigint>): bigint {
  const at = (model: ConsoleModel) => known(of(primeIn(model, request)))
  return at(after) - at(before)
}

function railsOf(model: ConsoleModel, request: OfPrime) {
  const { guardrails } = primeIn(model, request).vault
  if (!guardrails) throw new RangeError('The vault has no guardrails')
  return guardrails
}

function migrationOf(model: ConsoleModel, request: OfPrime) {
  const { migration } = primeIn(model, request)
  if (!migration) throw new RangeError('There is no migration')
  return migration
}

const phaseOf = (model: ConsoleModel, request: OfPrime) => known(migrationOf(model, request).phaseName)

const pausedUntil = (model: ConsoleModel, request: OfPrime, kind: 'takes' | 'withdrawals') =>
  known(railsOf(model, request)[`${kind}PausedUntil`])

function tallyGrew(tally: 'migrated' | 'migratedBack', request: MigrateRequest, mined: Mined): boolean {
  const at = (model: ConsoleModel) => known(migrationOf(model, request)[tally])
  return at(mined.after) - at(mined.before) === request.amount
}

function limitIn(model: ConsoleModel, { generator, key }: LimitRequest) {
  const limit = generatorIn(model, generator).limits.find(({ id }) => id === key)
  if (!limit) throw new RangeError(`There is no limit ${key}`)
  return { maxAmount: known(limit.maxAmount), slope: known(limit.slope) }
}

function isSet(request: LimitRequest, { after }: Mined): boolean {
  const { maxAmount, slope } = limitIn(after, request)
  return maxAmount === request.maxAmount && slope === request.slope
}

/** Whether any of the two numbers went up. */
function rises(request: LimitRequest, { before, after }: Mined): boolean {
  const [old, fresh] = [limitIn(before, request), limitIn(after, request)]
  return fresh.maxAmount > old.maxAmount || fresh.slope > old.slope
}

function holdsAnything(model: ConsoleModel, unit: ConfiguratorUnit, cBeam: Address): boolean {
  const { cBeams } = unit.configurator
  return (
    isPaired(model, unit, cBeam) || cBeams.some(({ id, registered }) => id === cBeam && known(registered))
  )
}

function isPaired(model: ConsoleModel, unit: ConfiguratorUnit, account: Address): boolean {
  return pairsOf(model, unit).some(({ cBeam, active }) => cBeam === account && known(active))
}

function isRegistered(model: ConsoleModel, request: Extract<ActionRequest, { kind: 'unregister' }>): boolean {
  const { target, what } = request
  const unit = unitOf(model, request)
  if (what === 'cBeam') {
    return known(unit.configurator.cBeams.find(({ id }) => id === target)?.registered)
  }
  const { scope } = model.generators.find(({ addresses }) =>
    [addresses.rateLimits, addresses.diamond].includes(target),
  ) as ConsoleModel['generators'][number]
  return known(what === 'rateLimits' ? scope.rateLimitsRegistered : scope.controllerRegistered)
}

/** Whether it is paired with just that RateLimits or controller. */
function isPairedWith(
  model: ConsoleModel,
  request: Extract<ActionRequest, { kind: 'pair-cbeam' | 'unpair-cbeam' }>,
): boolean {
  return pairsOf(model, unitOf(model, request)).some(
    ({ kind, target, cBeam, active }) =>
      kind === request.side && target === request.target && cBeam === request.cBeam && known(active),
  )
}

const pairsOf = ({ generators }: ConsoleModel, unit: ConfiguratorUnit) => [
  ...generators.filter((generator) => generator.unit === unit.id).flatMap(({ scope }) => scope.pairs),
  ...unit.configurator.otherPairs,
]

function hasRole({ configurator: { users } }: ConfiguratorUnit, account: Address): boolean {
  return users.some(({ id, delayed, immediate }) => id === account && (known(delayed) || known(immediate)))
}
