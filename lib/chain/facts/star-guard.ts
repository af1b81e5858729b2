import { type Address, type Hex, parseAbi, zeroAddress } from 'viem'
import { starGuardAbi, subProxyAbi } from '@/lib/abi'
import type { StarGuardFacts, StarSpellFacts } from '@/lib/console/facts/star-guard'
import { andThen, convert, field, type Leaf } from '@/lib/leaf'
import type { Ask } from '../read/ask'

/** What StarGuard asks of a spell: any code may stand there. */
const starSpellAbi = parseAbi(['function isExecutable() view returns (bool)'])

/** The StarGuard of a Prime, with what is said of the pending spell by StarGuard, by its code and by itself. */
export function gatherStarGuard(ask: Ask, address: Address): StarGuardFacts {
  const subProxy = ask.call(address, starGuardAbi, 'subProxy')
  const plotted = ask.call(address, starGuardAbi, 'spellData')
  const pending = field(plotted, 0)
  const ward = andThen(subProxy, (at) => ask.call(at, subProxyAbi, 'wards', address))
  return {
    address,
    subProxy,
    mayRun: convert(ward, (is) => is === 1n),
    maxDelay: ask.call(address, starGuardAbi, 'maxDelay'),
    pending,
    spell: pending.ok && pending.value === zeroAddress ? null : gatherSpell(ask, plotted),
  }
}

type Plotted = readonly [addr: Address, tag: Hex, deadline: bigint]

function gatherSpell(ask: Ask, plotted: Leaf<Plotted>): StarSpellFacts {
  const spell = field(plotted, 0)
  const code = andThen(spell, (at) => ask.code(at))
  return {
    tag: field(plotted, 1),
    deadline: field(plotted, 2),
    code: { hash: field(code, 0), size: field(code, 1) },
    agrees: andThen(spell, (at) => ask.call(at, starSpellAbi, 'isExecutable')),
  }
}
