import type { Address } from 'viem'
import {
  type Deployment,
  type DeploymentFile,
  type PauReader,
  type PrimeDeployment,
  type UnfundedPrime,
  type UnitDeployment,
  unitsOf,
} from './schema'

/** The Units of a file, as the parts of it that hold them. */
type WithUnits = Pick<DeploymentFile, 'configurator' | 'units'>

/** A Unit with the path of its entry in the file. */
export interface UnitEntry {
  readonly path: string
  readonly unit: UnitDeployment
}

/** Every Unit of a file: one alone may stand in the field `configurator`. */
export const unitEntries = (file: WithUnits): readonly UnitEntry[] =>
  unitsOf(file).map((unit, u) => ({
    unit,
    path: file.configurator === undefined ? `units[${u}]` : 'configurator',
  }))

/** What of a Unit is a contract. */
export const contractsOf = ({ name: _, ...contracts }: UnitDeployment): Omit<UnitDeployment, 'name'> =>
  contracts

/** Which field names a Unit, and the name. */
interface Named {
  readonly path: string
  readonly name: string | null | undefined
}

/** What is wrong with the Units of a file or with a field that names one; null where nothing is. */
export function unitFault(file: DeploymentFile): string | null {
  const { configurator, units } = file
  if (configurator === undefined && units === undefined) return 'units: is missing'
  if (configurator !== undefined && units !== undefined) return 'units: given beside configurator'
  if (units?.length === 0) return 'units: an empty list'
  const generators = file.generators.map(
    ({ unit }, g): Named => ({ path: `generators[${g}].unit`, name: unit }),
  )
  const primes = [
    ...file.generators.flatMap(({ primes }, g) =>
      primes.map(({ unit }, p): Named => ({ path: `generators[${g}].primes[${p}].unit`, name: unit })),
    ),
    ...file.primes.map(({ unit }, p): Named => ({ path: `primes[${p}].unit`, name: unit })),
  ]
  const given = [...generators, ...primes].filter(({ name }) => name !== undefined && name !== null)
  const [first] = given
  if (configurator !== undefined) return first ? `${first.path}: given beside configurator` : null
  const silent = generators.find(({ name }) => name === undefined)
  if (silent) return `${silent.path}: is missing`
  const unknown = given.find(({ name }) => !units?.some((unit) => unit.name === name))
  return unknown ? `${unknown.path}: no Unit has this name (${JSON.stringify(unknown.name)})` : null
}

/** A council of guardians records its freezes somewhere, and without that place nobody could be asked about. */
export function registryFault(file: WithUnits): string | null {
  const entry = unitEntries(file).find(
    ({ unit }) => unit.guardianCouncil !== null && unit.freezeRegistry === null,
  )
  return entry ? `${entry.path}.freezeRegistry: is missing beside ${entry.path}.guardianCouncil` : null
}

/** A controller of a Prime, and the Unit in whose scope it is. */
interface InScope {
  readonly controller: Address
  readonly unit: string
}

/** Whether a controller of this kind asks a FreezeRegistry about its relayers: the facets of a Diamond do, wherever they are. */
export const asksRegistry = (reader: PauReader): boolean => reader === 'eip2535' || reader === 'faceted'

/**
 * The controllers of Primes of which the file names a Unit whose guardians can freeze their relayers, or may for all that
 * the file says.
 */
export function freezableOfPrimes(deployment: Pick<Deployment, 'generators' | 'primes'>) {
  return primesOf(deployment).flatMap(({ unit, controllers }): InScope[] =>
    controllers.flatMap(({ reader, controller }) =>
      unit !== null && (reader === null || asksRegistry(reader)) ? [{ controller, unit }] : [],
    ),
  )
}

/** Every Prime once, also where several Generators fund it, those that none funds last. */
export function primesOf({
  generators,
  primes,
}: Pick<Deployment, 'generators' | 'primes'>): readonly (PrimeDeployment | UnfundedPrime)[] {
  const funded = new Map(generators.flatMap((one) => one.primes).map((prime) => [prime.slug, prime]))
  return [...funded.values(), ...primes]
}

/** The Unit of this name. @throws RangeError where the deployment has none: what is parsed has it */
export function unitNamed(
  { units }: { readonly units: readonly UnitDeployment[] },
  name: string,
): UnitDeployment {
  const unit = units.find((one) => one.name === name)
  if (unit === undefined) throw new RangeError(`No Unit is called ${name}`)
  return unit
}
