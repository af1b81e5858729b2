import type { Address, Hex } from 'viem'
import {
  type Action,
  type ActionRequest,
  type LimitRequest,
  type MigrateRequest,
  relayersOf,
} from '@/lib/actions'
import { isFrozen } from '@/lib/console/derive/beams'
import { operatorsOf } from '@/lib/console/derive/pau'
import type { RoleFacts } from '@/lib/console/facts/roles'
import { unitOf } from '@/lib/console/facts/units'
import { fundsNamed } from '@/lib/console/funds'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
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
  'replace-relayer': ({ controller, account }, { after }) =>
    isOnly(account, generatorIn(after, controller).roles.relayer),
  'replace-freezer': ({ controller, account }, { after }) =>
    isOnly(account, generatorIn(after, controller).roles.freezer),
  'cancel-operation': (request, { before, after }) =>
    standsIn(before, request) === 'pending' && standsIn(after, request) === 'gone',
  'execute-operation': (request, { before, after }) =>
    standsIn(before, request) === 'pending' && standsIn(after, request) === 'done',
  exec: ({ ilk }, { before, after }) => {
    const [old, fresh] = [ilkIn(before, ilk), ilkIn(after, ilk)]
    const { line: most, gap } = autoLineOf(fresh)
    const follows = known(fresh.Art) * known(fresh.rate) + known(gap)
    const target = follows < known(most) ? follows : known(most)
    return known(fresh.line) === target && known(old.line) !== target
  },
  'raise-limit': (request, mined) => isSet(request, mined) && rises(request, mined),
  'lower-limit': (request, mined) => isSet(request, mined) && !rises(request, mined),
  'remove-limit': (request, mined) => {
    const { maxAmount, slope } = limitIn(mined.after, request)
    return maxAmount === 0n && slope === 0n
  },
  migrate: (request, mined) => tallyGrew('migrated', request, mined),
  'migrate-back': (request, mined) => tallyGrew('migratedBack', request, mined),
  rollback: (request, { before, after }) =>
    phaseOf(before, request) === 'CutOver' && phaseOf(after, request) === 'DualRun',
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

function isPaired({ generators }: ConsoleModel, unit: ConfiguratorUnit, account: Address): boolean {
  const pairs = [
    ...generators.filter((generator) => generator.unit === unit.id).flatMap(({ scope }) => scope.pairs),
    ...unit.configurator.otherPairs,
  ]
  return pairs.some(({ cBeam, active }) => cBeam === account && known(active))
}

function hasRole({ configurator: { users } }: ConfiguratorUnit, account: Address): boolean {
  return users.some(({ id, delayed, immediate }) => id === account && (known(delayed) || known(immediate)))
}
