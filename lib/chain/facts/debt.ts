import { type Address, stringToHex } from 'viem'
import { allocatorVaultAbi, autoLineAbi, jugAbi, vatAbi } from '@/lib/abi'
import type { IlkFacts, McdFacts } from '@/lib/console/facts/primes'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import type { Deployment } from '@/lib/deployment'
import { convert, field } from '@/lib/leaf'
import type { Ask } from '../read/ask'
import { gatherLineMom } from './line-mom'
import { inRad, inRay, inWad } from './units'

export function gatherMcd(ask: Ask, deployment: Deployment, known: Watchlist): McdFacts {
  const { mcd } = deployment
  return {
    addresses: { vat: mcd.vat, jug: mcd.jug, usdsJoin: mcd.usdsJoin, autoLine: mcd.autoLine ?? null },
    debt: inRad(ask.call(mcd.vat, vatAbi, 'debt')),
    Line: inRad(ask.call(mcd.vat, vatAbi, 'Line')),
    live: ask.call(mcd.vat, vatAbi, 'live'),
    base: inRay(ask.call(mcd.jug, jugAbi, 'base')),
    lineMom: gatherLineMom(ask, deployment, known),
  }
}

/** One allocator ilk with the urn of its AllocatorVault. */
export function gatherIlk(ask: Ask, { mcd }: Deployment, name: string, allocatorVault: Address): IlkFacts {
  const ilk = stringToHex(name, { size: 32 })
  const vat = ask.call(mcd.vat, vatAbi, 'ilks', ilk)
  const urn = ask.call(mcd.vat, vatAbi, 'urns', ilk, allocatorVault)
  const jug = ask.call(mcd.jug, jugAbi, 'ilks', ilk)
  const auto = mcd.autoLine && ask.call(mcd.autoLine, autoLineAbi, 'ilks', ilk)
  return {
    id: name,
    ilk,
    allocatorVault,
    Art: inWad(field(vat, 0)),
    rate: inRay(field(vat, 1)),
    spot: inRay(field(vat, 2)),
    line: inRad(field(vat, 3)),
    dust: inRad(field(vat, 4)),
    ink: inWad(field(urn, 0)),
    art: inWad(field(urn, 1)),
    duty: inRay(field(jug, 0)),
    rho: field(jug, 1),
    autoLine: auto
      ? {
          line: inRad(field(auto, 0)),
          gap: inRad(field(auto, 1)),
          ttl: convert(field(auto, 2), BigInt),
          last: convert(field(auto, 3), BigInt),
          lastInc: convert(field(auto, 4), BigInt),
        }
      : null,
    ownIlk: ask.call(allocatorVault, allocatorVaultAbi, 'ilk'),
  }
}
