import type { Address } from 'viem'
import {
  isFreezer,
  isGuardian,
  isGuardrailOperator,
  isImmediate,
  isMomAllowed,
  isPairedWith,
  isPauser,
} from '@/lib/console/authority'
import type { GuardianFacts } from '@/lib/console/facts/guardians'
import type { GuardrailModel } from '@/lib/console/facts/guardrails'
import type { RoleFacts } from '@/lib/console/facts/roles'
import type { SafeFacts } from '@/lib/console/facts/safes'
import { pairsIn } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import { type Leaf, some } from '@/lib/leaf'

/** An account that may act, or of which it could not be read whether it may. */
export interface Actor {
  readonly account: Address
  /** By which right: "FREEZER", "owner of PASMom". */
  readonly right: string
  readonly holds: Leaf<boolean>
}

/** Who may act, and whether the connected account is among them. */
export interface Authority {
  readonly actors: readonly Actor[]
  /** Why the list may be short, as a sentence; null when it is proven whole. */
  readonly open: string | null
  /** Null while no account is connected. */
  readonly own: Leaf<boolean> | null
  /** By which Safe it may where it may not itself: "Freezer Safe". */
  readonly through?: string
}

/** Who may freeze relayers of a Generator: the holders of FREEZER, which the Diamond lists. */
export function freezersOf(generator: GeneratorModel, account: Address | null): Authority {
  return holdersOf(generator.roles.freezer, 'FREEZER', account && isFreezer(generator, account))
}

/** Who may pause the vault of a Prime: the holders of GUARDRAIL_ROLE, which the vault lists. */
export function operatorsOf(
  prime: PrimeModel,
  { operators }: Pick<GuardrailModel, 'operators'>,
  account: Address | null,
): Authority {
  return holdersOf(operators, 'GUARDRAIL_ROLE', account && isGuardrailOperator(prime, account))
}

/** The holders of a role that its contract lists. */
function holdersOf({ members }: RoleFacts, right: string, own: Leaf<boolean> | null): Authority {
  const { length, items } = members
  return {
    actors: items.flatMap(({ account: holder }) =>
      holder.ok ? [{ account: holder.value, right, holds: { ...holder, value: true } }] : [],
    ),
    open: !length.ok
      ? `The holders of ${right} could not be read. ${length.reason.message}`
      : items.some(({ account: holder }) => !holder.ok)
        ? `A holder of ${right} could not be read.`
        : null,
    own,
  }
}

/** Adds the Safes through which the connected account may act. */
export function throughSafes(authority: Authority, safes: readonly SafeFacts[]): Authority {
  const names = safes.map(({ name }) => name).join(', ')
  return names === '' ? authority : { ...authority, through: names }
}

type Coverage = Pick<ConsoleModel, 'coverage'>

/** Who may pause the timelock of a Unit: holders of PAUSER_ROLE, and whom PASMom lets through. */
export function pausersOf(model: Coverage, unit: ConfiguratorUnit, account: Address | null): Authority {
  const direct = unit.timelock.holders
    .filter(({ role }) => role === 'PAUSER_ROLE')
    .map(({ account: holder, active }) => ({ account: holder, right: 'PAUSER_ROLE', holds: active }))
  const own = account && some([isPauser(unit, account), isMomAllowed(unit, account, 'pause')])
  return granted(model, unit, direct, own)
}

/** Who may stop the Configurator of a Unit: holders of the IMMEDIATE role of BeamState, and whom PASMom lets through. */
export function stoppersOf(model: Coverage, unit: ConfiguratorUnit, account: Address | null): Authority {
  const direct = unit.configurator.users.map(({ id, immediate }) => ({
    account: id,
    right: 'IMMEDIATE role',
    holds: immediate,
  }))
  const own = account && some([isImmediate(unit, account), isMomAllowed(unit, account, 'stop')])
  return granted(model, unit, direct, own)
}

/** Who may revoke a cBEAM of a Unit: holders of the IMMEDIATE role of BeamState, and nobody through PASMom. */
export function revokersOf(
  { coverage }: Coverage,
  unit: ConfiguratorUnit,
  account: Address | null,
): Authority {
  const { configurator } = unit
  return {
    actors: configurator.users
      .map(({ id, immediate }) => ({ account: id, right: 'IMMEDIATE role', holds: immediate }))
      .filter(
        ({ account: user, holds }) => user !== configurator.addresses.mom && !(holds.ok && !holds.value),
      ),
    open: coverageGaps(coverage).join(' ') || null,
    own: account && isImmediate(unit, account),
  }
}

/** Who may replace relayers and freezers of these controllers: cBEAMs that are paired with one of them in their Unit. */
export function cBeamsOf(
  { coverage, generators }: Coverage & Pick<ConsoleModel, 'generators'>,
  unit: ConfiguratorUnit,
  controllers: readonly { readonly id: Address; readonly name: string }[],
  account: Address | null,
): Authority {
  const pairs = pairsIn(generators, unit).flatMap(({ kind, target, cBeam, active }) => {
    const controller = controllers.find(({ id }) => kind === 'controller' && id === target)
    return controller && !(active.ok && !active.value)
      ? [{ account: cBeam, right: `cBEAM of ${controller.name}`, holds: active }]
      : []
  })
  return {
    actors: pairs,
    open: coverageGaps(coverage).join(' ') || null,
    own: account && some(controllers.map(({ id }) => isPairedWith({ generators }, unit, id, account))),
  }
}

/** Who may freeze a BEAM of a Unit: any one guardian, which their council lists. */
export function guardiansOf(
  unit: ConfiguratorUnit,
  guardians: GuardianFacts,
  account: Address | null,
): Authority {
  const { members } = guardians
  return {
    actors: members.ok
      ? members.value.map((guardian) => ({
          account: guardian,
          right: 'guardian',
          holds: { ...members, value: true },
        }))
      : [],
    open: members.ok ? null : `The guardians could not be read. ${members.reason.message}`,
    own: account && isGuardian(unit, account),
  }
}

/** Rights that no contract lists: known from events, each read at the block. */
function granted(
  { coverage }: Coverage,
  { mom, configurator }: ConfiguratorUnit,
  direct: readonly Actor[],
  own: Leaf<boolean> | null,
): Authority {
  // PASMom holds the right itself; who acts through it is its owner.
  const accounts = direct.filter(
    ({ account, holds }) => account !== configurator.addresses.mom && !(holds.ok && !holds.value),
  )
  const owner: readonly Actor[] = mom.owner.ok
    ? [{ account: mom.owner.value, right: 'owner of PASMom', holds: { ...mom.owner, value: true } }]
    : []
  const gaps = [
    mom.owner.ok ? null : `The owner of PASMom could not be read. ${mom.owner.reason.message}`,
    ...coverageGaps(coverage),
  ].filter((gap) => gap !== null)
  return { actors: [...accounts, ...owner], open: gaps.join(' ') || null, own }
}

/** Why events may not have named every holder. */
function coverageGaps({ problem, toBlock }: ConsoleModel['coverage']): readonly string[] {
  return [problem, toBlock === null ? 'The events that name the holders are still being read.' : null].filter(
    (gap) => gap !== null,
  )
}
