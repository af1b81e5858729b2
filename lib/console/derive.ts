import { processingWindow } from '@/lib/migration/window'
import { allChecks } from './checks'
import { deriveDiamond } from './derive-diamond'
import { deriveLimit } from './derive-limit'
import { deriveTimelock } from './derive-timelock'
import type { Facts, GeneratorFacts } from './facts'
import { map } from './leaf'
import type { ConsoleModel, GeneratorModel, Signatures } from './model'

/**
 * The console at time `t` [s], from what the chain held at one block. Pure: a countdown is this at a later t, a
 * forecast at a much later one, the effect of an action this over other facts.
 * @param signatures Known function signatures by selector.
 */
export function derive(facts: Facts, t: bigint, signatures: Signatures): ConsoleModel {
  const { configurator, known, ...rest } = facts
  const model: Omit<ConsoleModel, 'checks'> = {
    chainId: rest.chainId,
    deployment: rest.deployment,
    block: rest.block,
    time: t,
    window: processingWindow(t),
    coverage: known.coverage,
    generators: rest.generators.map((generator) => deriveGenerator(generator, facts, t, signatures)),
    configurator,
    timelock: deriveTimelock(rest.timelock, t),
    mom: rest.mom,
    accounts: rest.accounts,
    sources: rest.sources,
  }
  return { ...model, checks: allChecks(model) }
}

function deriveGenerator(
  generator: GeneratorFacts,
  facts: Facts,
  t: bigint,
  signatures: Signatures,
): GeneratorModel {
  const { scope } = generator
  const { stopped } = facts.configurator
  return {
    ...generator,
    diamond: deriveDiamond(generator.diamond, facts.known.cuts, generator.id, signatures),
    limits: generator.limits.map((limit) => deriveLimit(limit, scope, stopped, t)),
    frozen: map(generator.roles.relayer.members.length, (count) => count === 0),
  }
}
