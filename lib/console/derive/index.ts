import { map } from '@/lib/leaf'
import type { Seconds } from '@/lib/math'
import { processingWindow } from '@/lib/migration/window'
import type { Facts, GeneratorFacts } from '../facts'
import { unitOf } from '../facts/units'
import type { GeneratorModel, Signatures, TimelockModel, Unchecked } from '../model'
import { relayerState } from './beams'
import { deriveIlk, totalOf } from './debt'
import { deriveDiamond } from './diamond'
import { windowOf } from './gates'
import { deriveGovernance } from './governance'
import { identitiesOf } from './identities'
import { deriveLimit, noCallerOf } from './limits'
import { deriveSurface } from './migration'
import { derivePrime, deriveUnfunded } from './primes'
import { deriveSrUsds } from './srusds'
import { deriveTimelock } from './timelock'

/**
 * Every number of the console at time `t` [s], from what the chain held at one block. The checks on them come in
 * `consoleAt`.
 * @param signatures Known function signatures by selector.
 */
export function derive(facts: Facts, t: Seconds, signatures: Signatures): Unchecked {
  const { known, ...rest } = facts
  const units = rest.units.map((unit) => ({ ...unit, timelock: deriveTimelock(unit.timelock, t) }))
  const generators = rest.generators.map((generator) =>
    deriveGenerator(generator, facts, unitOf({ units }, generator).timelock, t, signatures),
  )
  return {
    chainId: rest.chainId,
    deployment: rest.deployment,
    block: rest.block,
    callsIn: rest.callsIn,
    time: t,
    window: processingWindow(t),
    coverage: known.coverage,
    generators,
    unfunded: rest.unfunded.map((prime) => deriveUnfunded(prime, facts, t, signatures)),
    identities: identitiesOf(generators),
    units,
    governance:
      rest.governance && deriveGovernance(rest.governance, generators, { t, block: rest.block.timestamp }),
    mcd: rest.mcd,
    safes: rest.safes,
    sources: rest.sources,
  }
}

function deriveGenerator(
  generator: GeneratorFacts,
  facts: Facts,
  timelock: TimelockModel,
  t: Seconds,
  signatures: Signatures,
): GeneratorModel {
  const { scope } = generator
  const unit = unitOf(facts, generator)
  const { stopped } = unit.configurator
  const noCaller = noCallerOf(generator)
  const debt = deriveIlk(generator.debt, facts.mcd, t, facts.block.number)
  const window = windowOf(generator, t)
  const own = { mcd: facts.mcd, block: facts.block, configurator: unit.configurator, timelock: unit.timelock }
  const primes = generator.primes.map((prime) =>
    derivePrime(prime, generator, own, timelock, window, t, signatures),
  )
  const limits = generator.limits.map((limit) => deriveLimit(limit, scope, stopped, noCaller, t))
  const around = { id: generator.id, diamond: generator.diamond, limits, coverage: facts.known.coverage }
  const legacy = totalOf(primes.map(({ name, legacyDebt }) => ({ name, amount: legacyDebt })))
  return {
    ...generator,
    diamond: deriveDiamond(generator.diamond, facts.known.cuts, generator.id, signatures),
    limits,
    debt,
    migration: deriveSurface(generator, primes),
    srUsds: generator.srUsds && deriveSrUsds(generator.srUsds, { ...around, block: facts.block.number }, t),
    primes,
    totals: {
      legacy,
      generator: debt.debtNow,
      total: totalOf([
        { name: 'the legacy ilks', amount: legacy },
        { name: 'the Generator ilk', amount: debt.debtNow },
      ]),
    },
    frozen: map(relayerState(generator.roles.relayer), (state) => state !== 'active'),
  }
}
