import { type Address, getContractAddress } from 'viem'
import {
  adminFacetAbi,
  chiefAbi,
  dropSpellAbi,
  dsPauseAbi,
  facetAllowlistAbi,
  protegoAbi,
  timedSpellAbi,
} from '@/lib/abi'
import type { DropSpellFacts, GovernanceFacts, PauseFacts, PlanFacts } from '@/lib/console/facts/governance'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import type { Deployment } from '@/lib/deployment'
import { latestPlans, type NotedPlan, rebuildPlans } from '@/lib/governance'
import { convert, field } from '@/lib/leaf'
import { memo } from '@/lib/leaf/memo'
import type { Ask } from '../read/ask'

/**
 * How many ended plans are listed, the latest first: a pause has years of them, and each costs a read in every block.
 */
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
    dropSpells: protego ? gatherDropSpells(ask, protego) : [],
    allowlist: facetAllowlist && {
      enforced: ask.call(facetAllowlist, facetAllowlistAbi, 'enforced'),
      ofDiamonds: generators.map(({ addresses: { diamond } }) => ({
        id: diamond,
        list: ask.call(diamond, adminFacetAbi, 'facetAllowlist'),
      })),
    },
  }
}

/** How many drop spells are looked for at most: each costs a read in every block. */
const mostSpells = 64

/** How many are looked for at once in a first reading. */
const guessedSpells = 16

/** Asks for the first drop spells at once, which `gatherDropSpells` reads one after the other. */
export function guessDropSpells(ask: Ask, { governance }: Pick<Deployment, 'governance'>): void {
  const protego = governance?.protego
  if (!protego) return
  for (let index = 0; index < guessedSpells; index++) ask.code(spellOf(protego, index))
}

/** Where Protego creates its spells, by how many there were before. */
const spellOf = (protego: Address, before: number): Address =>
  getContractAddress({ from: protego, nonce: BigInt(before + 1) })

/**
 * The contracts that Protego created, in their order: the address of each follows from how many there were before it. It
 * creates nothing but drop spells, so where there is no code yet comes the next one.
 */
function gatherDropSpells(ask: Ask, protego: Address): readonly DropSpellFacts[] {
  const found: DropSpellFacts[] = []
  while (found.length < mostSpells) {
    const spell = gatherDropSpell(ask, spellOf(protego, found.length))
    found.push(spell)
    if (!spell.created.ok || !spell.created.value) break
  }
  return found
}

function gatherDropSpell(ask: Ask, id: Address): DropSpellFacts {
  const created = convert(field(ask.code(id), 1), (size) => size > 0n)
  if (!created.ok || !created.value) return { id, created, drops: null }
  return {
    id,
    created,
    drops: {
      action: ask.call(id, dropSpellAbi, 'action'),
      tag: ask.call(id, dropSpellAbi, 'tag'),
      sig: ask.call(id, dropSpellAbi, 'sig'),
      eta: ask.call(id, dropSpellAbi, 'eta'),
    },
  }
}

/** Rebuilt once, since hashing every plan in every block would cost more than all other gathering. */
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
        spell: gatherSpell(ask, event),
      }
    }),
  }
}

/** What plotted is the spell itself, since the hat of the Chief is given to it. */
function gatherSpell(ask: Ask, { status, plottedBy: address }: NotedPlan): PlanFacts['spell'] {
  if (address === null || status !== 'plotted') return null
  return {
    address,
    officeHours: ask.call(address, timedSpellAbi, 'officeHours'),
    nextCastTime: ask.call(address, timedSpellAbi, 'nextCastTime'),
    expiration: ask.call(address, timedSpellAbi, 'expiration'),
  }
}
