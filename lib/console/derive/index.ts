import { map } from '@/lib/leaf'
import type { Seconds } from '@/lib/math'
import { processingWindow } from '@/lib/migration/window'
import type { Facts, GeneratorFacts } from '../facts'
import type { GeneratorModel, Signatures, TimelockModel, Unchecked } from '../model'
import { relayerState } from './beams'
import { deriveIlk, totalOf } from './debt'
import { deriveDiamond } from './diamond'
import { windowOf } from './gates'
import { deriveGovernance } from './governance'
import { identitiesOf } from './identities'
import { deriveLimit, noCallerOf } from './limits'
import { deriveSurface } from './migration'
import { derivePrime } from './primes'
import { deriveTimelock } from './timelock'

/**
 * Every number of the console at time `t` [s], from what the chain held at one block: what should hold of them is
 * checked above (`consoleAt`).
 * @param signatures Known function signatures by selector.
 */
export function derive(facts: Facts, t: Seconds, signatures: Signatures): Unchecked {
  const { configurator, known, ...rest } = facts
  const timelock = deriveTimelock(rest.timelock, t)
  const generators = rest.generators.map((generator) =>
    deriveGenerator(generator, facts, timelock, t, signatures),
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
    identities: identitiesOf(generators),
    configurator,
    timelock,
    mom: rest.mom,
    governance: rest.governance && deriveGovernance(rest.governance, generators, t),
    mcd: rest.mcd,
    accounts: rest.accounts,
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
  const { stopped } = facts.configurator
  const noCaller = noCallerOf(generator, facts.configurator)
  const debt = deriveIlk(generator.debt, facts.mcd, t, facts.block.number)
  const window = windowOf(generator, t)
  const primes = generator.primes.map((prime) => derivePrime(prime, generator, facts, timelock, window, t))
  const legacy = totalOf(primes.map(({ name, legacyDebt }) => ({ name, amount: legacyDebt })))
  return {
    ...generator,
    diamond: deriveDiamond(generator.diamond, facts.known.cuts, generator.id, signatures),
    limits: generator.limits.map((limit) => deriveLimit(limit, scope, stopped, noCaller, t)),
    debt,
    migration: deriveSurface(generator, primes),
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
