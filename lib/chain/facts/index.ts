import type { Facts } from '@/lib/console/facts'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import type { Deployment } from '@/lib/deployment'
import type { BlockRef } from '@/lib/leaf/source'
import type { Ask } from '../read/ask'
import { gatherAsked } from './asked'
import { gatherCandidates } from './candidates'
import { gatherAccount, gatherConfigurator, gatherMom, gatherTimelock } from './configurator'
import { gatherMcd } from './debt'
import { gatherGenerator } from './generator'
import { gatherGovernance } from './governance'
import { gatherSafe } from './safes'

/** Asks for everything the console shows. The order of the asks is the order of `sources`. */
export function gatherFacts(ask: Ask, deployment: Deployment, block: BlockRef, known: Watchlist): Facts {
  const { asked: candidates, left } = gatherCandidates(ask, deployment, known)
  const asked = gatherAsked(ask, deployment, known, candidates)
  return {
    chainId: deployment.chainId,
    deployment: deployment.name,
    block,
    callsIn: block.number + 1n,
    known,
    mcd: gatherMcd(ask, deployment),
    generators: deployment.generators.map((generator) =>
      gatherGenerator(ask, deployment, generator, known, asked),
    ),
    configurator: gatherConfigurator(ask, deployment, known, { asked, left }),
    timelock: gatherTimelock(ask, deployment, known, asked),
    mom: gatherMom(ask, deployment),
    governance: gatherGovernance(ask, deployment, known),
    accounts: known.accounts.map((account) => gatherAccount(ask, deployment, account)),
    safes: deployment.safes.map((safe) => gatherSafe(ask, safe, known)),
    sources: ask.sources,
  }
}
