import type { Address } from 'viem'
import type { Leaf } from '@/lib/leaf'
import { isGuardian } from './authority'
import { type FreezableBeam, freezableBeams, isFrozenWhole } from './derive/beams'
import type { ConfiguratorUnitFacts, Facts, GeneratorFacts } from './facts'
import type { GuardianFacts } from './facts/guardians'
import type { PrimeFacts, UnfundedFacts } from './facts/primes'

/** A Unit of facts or of a model. */
export type GuardedUnit = Pick<ConfiguratorUnitFacts, 'id' | 'configurator'>

/** Facts or a model: Units, and what holds roles in their scope. */
export interface Guarded<U extends GuardedUnit> {
  readonly units: readonly U[]
  readonly generators: readonly (Pick<
    GeneratorFacts,
    'id' | 'name' | 'unit' | 'roles' | 'scope' | 'addresses'
  > & {
    readonly primes: readonly Pick<PrimeFacts, 'name' | 'unit' | 'controllers'>[]
  })[]
  readonly unfunded: readonly Pick<UnfundedFacts, 'name' | 'unit' | 'controllers'>[]
  readonly governance: Pick<NonNullable<Facts['governance']>, 'addresses'> | null
}

/** One freeze by a guardian: of a BEAM, by the council of a Unit. */
export interface GuardedStep<U extends GuardedUnit> {
  readonly unit: U
  readonly guardians: GuardianFacts
  readonly beam: FreezableBeam
}

/**
 * Every BEAM of every Unit of which a freeze would still take something, relayers first, each Unit's own together. The pause
 * proxy is none, whatever could not be read of it: through it governance ends what a freeze did.
 */
export const stepsToFreeze = <U extends GuardedUnit>(model: Guarded<U>): readonly GuardedStep<U>[] =>
  model.units.flatMap((unit) => {
    const { guardians } = unit.configurator
    if (guardians === null) return []
    return freezableBeams(model, unit)
      .filter((beam) => !isFrozenWhole(beam) && beam.account !== model.governance?.addresses.pauseProxy)
      .map((beam) => ({ unit, guardians, beam }))
  })

/**
 * Those that an account can make, for all that is known: it is a guardian there, and the council is a ward of what it
 * changes.
 */
export const stepsOfGuardian = <U extends GuardedUnit>(
  model: Guarded<U>,
  account: Address,
): readonly GuardedStep<U>[] =>
  stepsToFreeze(model).filter(
    ({ unit, guardians }) =>
      mayBe(isGuardian(unit, account)) && mayBe(guardians.wardOfBeamState) && mayBe(guardians.wardOfRegistry),
  )

/**
 * Those that an account asks for. For one that is known to be no guardian these are all, so that what it may not do can be
 * looked at.
 */
export const stepsAsked = <U extends GuardedUnit>(
  model: Guarded<U>,
  account: Address,
): readonly GuardedStep<U>[] =>
  model.units.some((unit) => unit.configurator.guardians !== null && mayBe(isGuardian(unit, account)))
    ? stepsOfGuardian(model, account)
    : stepsToFreeze(model)

const mayBe = (leaf: Leaf<boolean>): boolean => !leaf.ok || leaf.value
