import { zeroAddress } from 'viem'
import type { StoredLimitFacts } from '@/lib/console/facts/limits'
import type { RoleFacts } from '@/lib/console/facts/roles'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import { isFirst } from '@/lib/console/shared'
import { capital, plural } from '@/lib/format'
import { combine, every, type Leaf, map } from '@/lib/leaf'
import { limitTitle } from '@/lib/words/limits'
import { amount } from '@/lib/words/values'
import type { Point } from './check-point'

/** What no file can be right or wrong about, and somebody has to read: who holds each role, and what each limit counts. */
export function readOut(model: ConsoleModel): readonly Point[] {
  const { units, safes, generators, unfunded } = model
  return [
    ...generators.flatMap((generator) => [
      ...Object.values(generator.roles).map((role) => holders(`${role.name} of ${generator.name}`, role)),
      ...generator.primes.filter((prime) => isFirst(generators, generator, prime)).flatMap(operatorsOfPrime),
      cBeamsOf(generator),
    ]),
    ...unfunded.flatMap(operatorsOfPrime),
    ...units.flatMap((unit) => rolesOfUnit(model, unit)),
    ...safes.map(({ id, owners, threshold }) =>
      told(
        'roles',
        `Owners of ${id}`,
        combine({ owners, threshold }, (safe) => `${safe.threshold} of ${safe.owners.join(', ')}.`),
      ),
    ),
    ...generators.flatMap(({ name, limits, primes }) => [
      ...limits.map((limit) => unitOf(limit, name)),
      ...primes.flatMap((prime) =>
        [prime.takeLimit, prime.returnLimit].map((limit) => unitOf(limit, prime.name)),
      ),
    ]),
  ]
}

/** Who holds which role in a Unit. */
function rolesOfUnit(model: ConsoleModel, unit: ConfiguratorUnit): readonly Point[] {
  const { configurator, timelock } = unit
  const says = (text: string) => inUnit(model, unit, text)
  return [
    ...(['delayed', 'immediate'] as const).map((role) =>
      listed(
        says(`Role ${role.toUpperCase()} in BeamState`),
        configurator.users.map((user) => [user.id, user[role]]),
      ),
    ),
    listed(
      says('Wards of BeamState'),
      configurator.wards.map(({ id, active }) => [id, active]),
    ),
    listed(
      says('Registered cBEAMs'),
      configurator.cBeams.map(({ id, registered }) => [id, registered]),
    ),
    listed(
      says('cBEAMs that are paired with PAUs that are no Generator of this Unit'),
      configurator.otherPairs.map(({ cBeam, target, active }) => [`${cBeam} with ${target}`, active]),
    ),
    ...[...new Set(timelock.holders.map(({ role }) => role))].map((role) =>
      listed(
        says(`${role} of the timelock`),
        timelock.holders
          .filter((holder) => holder.role === role)
          .map(({ account, active }) => [account === zeroAddress ? 'anyone' : account, active]),
      ),
    ),
  ]
}

/** Who operates each controller of a Prime, and who can end it. */
function operatorsOfPrime({ name, controllers }: Pick<PrimeModel, 'name' | 'controllers'>): readonly Point[] {
  return controllers.flatMap(({ id, relayers, agency }) => {
    if (relayers !== null) return [holders(`${relayers.name} of ${name}`, relayers)]
    if (agency === null) return []
    const { items } = agency.allocators
    return [
      holders(`Holders of ALLOCATOR_ROLE of ${name}`, { contract: id, members: agency.allocators }),
      ...items.flatMap(({ account, agent }) =>
        agent === null || !account.ok
          ? []
          : (['actors', 'revokers', 'admins'] as const).map((role) =>
              holders(`${capital(role)} of an agent of ${name}`, {
                contract: account.value,
                members: agent[role],
              }),
            ),
      ),
    ]
  })
}

function told(part: string, says: string, found: Leaf<string>): Point {
  return found.ok
    ? { part, says, state: 'read', found: found.value }
    : { part, says, state: 'unchecked', found: found.reason.message }
}

function holders(
  says: string,
  { contract, members: { length, items } }: Pick<RoleFacts, 'contract' | 'members'>,
): Point {
  const all = every<unknown>([length, ...items.map(({ account }) => account)])
  const names = items.flatMap(({ account }) => (account.ok ? [account.value] : []))
  return told(
    'roles',
    `${says} on ${contract}`,
    map(all, () => list(names)),
  )
}

/** Those of a list who hold what each is asked for. */
function listed(says: string, asked: readonly (readonly [account: string, holds: Leaf<boolean>])[]): Point {
  const all = every(asked.map(([, holds]) => holds))
  return told(
    'roles',
    says,
    map(all, (held) => list(asked.flatMap(([account], index) => (held[index] ? [account] : [])))),
  )
}

const list = (accounts: readonly string[]): string =>
  accounts.length === 0 ? 'Nobody.' : `${capital(accounts.join(', '))}.`

function cBeamsOf({ name, scope }: GeneratorModel): Point {
  return listed(
    `cBEAMs that are paired with ${name}`,
    scope.pairs.map(({ cBeam, kind, active }) => [
      `${cBeam} with its ${kind === 'rateLimits' ? 'RateLimits' : 'Diamond'}`,
      active,
    ]),
  )
}

/** The token that a limit counts, with its decimals, and what it is set to in it. */
function unitOf(limit: StoredLimitFacts, of: string): Point {
  const { unit, maxAmount, slope } = limit
  const says = `${limitTitle(limit)} of ${of}`
  if (unit === null) {
    return {
      part: 'units',
      says,
      state: 'look',
      found: 'Nothing says what the key counts, and in which unit.',
    }
  }
  return told(
    'units',
    says,
    combine(
      { ...unit, maxAmount, slope },
      (is) =>
        `${is.symbol} ${is.token}, ${plural(is.decimals, 'decimal')}: maximum ${amount(unit).text(is.maxAmount)}, slope ${amount(unit, '/s').text(is.slope)}.`,
    ),
  )
}
