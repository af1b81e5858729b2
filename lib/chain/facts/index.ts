import type { Facts } from '@/lib/console/facts'
import type { Known } from '@/lib/console/known'
import type { BlockRef } from '@/lib/console/source'
import type { Deployment } from '@/lib/deployment'
import type { Ask } from '../ask'
import { gatherMcd } from './debt'
import { gatherGenerator } from './generator'
import { gatherAccount, gatherConfigurator, gatherMom, gatherTimelock } from './governance'
import { gatherGovernance } from './pause'
import { gatherSafe } from './safes'

/** Asks for everything the console shows. The order of the asks is the order of `sources`. */
export function gatherFacts(ask: Ask, deployment: Deployment, block: BlockRef, known: Known): Facts {
  return {
    chainId: deployment.chainId,
    deployment: deployment.name,
    block,
    known,
    mcd: gatherMcd(ask, deployment),
    generators: deployment.generators.map((generator) => gatherGenerator(ask, deployment, generator, known)),
    configurator: gatherConfigurator(ask, deployment, known),
    timelock: gatherTimelock(ask, deployment, known),
    mom: gatherMom(ask, deployment),
    governance: gatherGovernance(ask, deployment, known),
    accounts: known.accounts.map((account) => gatherAccount(ask, deployment, account)),
    safes: deployment.safes.map((safe) => gatherSafe(ask, safe, known)),
    sources: ask.sources,
  }
}
