import type { Address } from 'viem'
import { adminFacetAbi, chiefAbi, dsPauseAbi, facetAllowlistAbi, protegoAbi } from '@/lib/abi'
import type { GovernanceFacts, PauseFacts } from '@/lib/console/facts/governance'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import type { Deployment } from '@/lib/deployment'
import { latestPlans, rebuildPlans } from '@/lib/governance'
import { field } from '@/lib/leaf'
import { memo } from '@/lib/leaf/memo'
import type { Ask } from '../read/ask'

/** Ended plans that are listed, the latest: a pause has years of them, and each costs a read in every block. */
const mostEnded = 20

/** Governance, as far as the deployment file names it. */
export function gatherGovernance(ask: Ask, deployment: Deployment, known: Watchlist): GovernanceFacts | null {
  const { governance: addresses, generators } = deployment
  if (addresses === null) return null
  const { pause, chief, protego, facetAllowlist } = addresses
  return {
    addresses,
    pause: pause && gatherPause(ask, pause, known),
    hat: chief && ask.call(chief, chiefAbi, 'hat'),
    protegoPause: protego && ask.call(protego, protegoAbi, 'pause'),
    allowlist: facetAllowlist && {
      enforced: ask.call(facetAllowlist, facetAllowlistAbi, 'enforced'),
      ofDiamonds: generators.map(({ addresses: { diamond } }) => ({
        id: diamond,
        list: ask.call(diamond, adminFacetAbi, 'facetAllowlist'),
      })),
    },
  }
}

/** Hashing every plan anew in every block would cost more than all the rest of gathering. */
const rebuiltOnce = memo(rebuildPlans)

function gatherPause(ask: Ask, pause: Address, known: Watchlist): PauseFacts {
  return {
    delay: ask.call(pause, dsPauseAbi, 'delay'),
    proxy: ask.call(pause, dsPauseAbi, 'proxy'),
    owner: ask.call(pause, dsPauseAbi, 'owner'),
    authority: ask.call(pause, dsPauseAbi, 'authority'),
    plans: latestPlans(rebuiltOnce(known.plans), mostEnded).map((event) => {
      const code = ask.code(event.usr)
      return {
        id: event.id,
        event,
        plotted: ask.call(pause, dsPauseAbi, 'plans', event.id),
        code: { hash: field(code, 0), size: field(code, 1) },
      }
    }),
  }
}
