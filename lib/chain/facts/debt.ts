import { type Address, stringToHex } from 'viem'
import { allocatorVaultAbi, autoLineAbi, jugAbi, vatAbi } from '@/lib/abi'
import type { IlkFacts, McdFacts } from '@/lib/console/facts/primes'
import type { Deployment } from '@/lib/deployment'
import { convert, field } from '@/lib/leaf'
import type { Ask } from '../read/ask'

export function gatherMcd(ask: Ask, { mcd }: Deployment): McdFacts {
  return {
    addresses: { vat: mcd.vat, jug: mcd.jug, usdsJoin: mcd.usdsJoin, autoLine: mcd.autoLine ?? null },
    debt: ask.call(mcd.vat, vatAbi, 'debt'),
    Line: ask.call(mcd.vat, vatAbi, 'Line'),
    live: ask.call(mcd.vat, vatAbi, 'live'),
    base: ask.call(mcd.jug, jugAbi, 'base'),
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
    Art: field(vat, 0),
    rate: field(vat, 1),
    spot: field(vat, 2),
    line: field(vat, 3),
    dust: field(vat, 4),
    ink: field(urn, 0),
    art: field(urn, 1),
    duty: field(jug, 0),
    rho: field(jug, 1),
    autoLine: auto
      ? {
          line: field(auto, 0),
          gap: field(auto, 1),
          ttl: convert(field(auto, 2), BigInt),
          last: convert(field(auto, 3), BigInt),
          lastInc: convert(field(auto, 4), BigInt),
        }
      : null,
    ownIlk: ask.call(allocatorVault, allocatorVaultAbi, 'ilk'),
  }
}
