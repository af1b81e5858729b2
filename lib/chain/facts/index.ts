import type { Facts } from '@/lib/console/facts'
import { inOrder, type Watchlist } from '@/lib/console/facts/watchlist'
import type { Deployment } from '@/lib/deployment'
import type { BlockRef } from '@/lib/leaf/source'
import type { Ask } from '../read/ask'
import { gatherAsked } from './asked'
import { gatherCandidates } from './candidates'
import { gatherConfiguratorUnit } from './configurator-unit'
import { gatherMcd } from './debt'
import { gatherGenerator } from './generator'
import { gatherGovernance } from './governance'
import { gatherUnfunded } from './primes'
import { gatherSafe } from './safes'

/** Asks for everything the console shows. The order of the asks is the order of `sources`. */
export function gatherFacts(ask: Ask, deployment: Deployment, block: BlockRef, watchlist: Watchlist): Facts {
  const known = inOrder(watchlist)
  const { asked: candidates, left } = gatherCandidates(ask, deployment, known)
  const asked = new Map(
    deployment.units.map((unit) => [unit.name, gatherAsked(ask, deployment, unit, known, candidates)]),
  )
  const askedIn = (unit: string) => asked.get(unit) ?? []
  return {
    chainId: deployment.chainId,
    deployment: deployment.name,
    block,
    callsIn: block.number + 1n,
    known: watchlist,
    mcd: gatherMcd(ask, deployment, known),
    generators: deployment.generators.map((generator) =>
      gatherGenerator(ask, deployment, generator, known, askedIn(generator.unit), block),
    ),
    unfunded: deployment.primes.map((prime) => gatherUnfunded(ask, deployment, prime, known)),
    units: deployment.units.map((unit) =>
      gatherConfiguratorUnit(ask, deployment, unit, known, { asked: askedIn(unit.name), left }),
    ),
    governance: gatherGovernance(ask, deployment, known),
    safes: deployment.safes.map((safe) => gatherSafe(ask, safe, known)),
    sources: ask.sources,
  }
}
