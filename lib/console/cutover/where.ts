import { combine, type Leaf, map, some } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import {
  excess,
  min,
  mul,
  mulDown,
  RAY,
  radToWadDown,
  sub,
  sumOf,
  type Wad,
  wad,
  wadBetween,
} from '@/lib/math'
import { totalOf } from '../derive/debt'
import type { GeneratorModel, Unchecked } from '../model'
import type { IlkModel, PrimeModel } from '../model/primes'
import type {
  GeneratorPlace,
  LegacyPlace,
  PrimePlace,
  VaultPlace,
  Whereabouts,
  WhereTotals,
} from '../model/where'
import { isFirst } from '../shared'

/**
 * Where each USDS is: what is owed on legacy ilks and on those of the Generators, and the places of what the Generators
 * drew. Fees that nobody has dripped are told apart. Source: DOMAIN.md §5.1 and §11.
 */
export function whereIs({ generators, unfunded }: Pick<Unchecked, 'generators' | 'unfunded'>): Whereabouts {
  const places = generators.map(generatorPlace)
  const primes: readonly PrimePlace[] = [
    ...generators.flatMap((generator) =>
      generator.primes.map((prime) => primePlace(prime, generator, generators)),
    ),
    ...unfunded.map(({ id, name, legacy }) => ({
      ...{ id, name, generator: null, proxy: null, vault: null },
      legacy: legacy.map(ilkPlace),
    })),
  ]
  return { generators: places, primes, totals: totalsOf(places, primes) }
}

/**
 * Whether each Generator has what it owes, but for what accrues between two drips: identity 3 of DOMAIN.md §11. False as
 * soon as one is proven to lack more.
 */
export function isExplained({ identities }: Pick<Unchecked, 'identities'>): Leaf<boolean> {
  const lacks = identities
    .filter(({ books }) => books.of === 'assets')
    .map(({ holds }) => map(holds, (held) => !held))
  return map(some(lacks), (any) => !any)
}

/** What an ilk owes by its last drip, and the fees since; together they are its debt, cut off [wad]. */
function ilkPlace({ id, Art, rate, debtNow }: IlkModel): LegacyPlace {
  const booked = attempt(
    combine({ Art, rate }, (read) => read),
    (read) => radToWadDown(mul(read.Art, read.rate)),
  )
  return {
    id,
    booked,
    fees: combine({ booked, debtNow }, (read) => excess(radToWadDown(read.debtNow), read.booked)),
  }
}

function generatorPlace(generator: GeneratorModel): GeneratorPlace {
  const { id, name, debt, bufferIdle, proxyIdle, primes } = generator
  const { booked, fees } = ilkPlace(debt)
  const inVaults = totalOf(
    primes.map((prime) => ({ name: `${prime.name}'s vault`, amount: prime.vault.funding })),
  )
  const places = totalOf([
    { name: `${name}'s AllocatorBuffer`, amount: bufferIdle },
    { name: `${name}'s ALMProxy`, amount: proxyIdle },
    { name: 'the vaults', amount: inVaults },
  ])
  const owed = totalOf([
    { name: 'the debt', amount: booked },
    { name: 'the fees', amount: fees },
  ])
  return {
    ...{ id, name, ilk: debt.id, booked, fees, buffer: bufferIdle, proxy: proxyIdle, inVaults },
    residual: combine({ owed, places }, (read) => wadBetween(read.owed, read.places)),
  }
}

function primePlace(
  prime: PrimeModel,
  generator: GeneratorModel,
  generators: readonly GeneratorModel[],
): PrimePlace {
  const first = isFirst(generators, generator, prime)
  return {
    id: prime.id,
    name: prime.name,
    generator: generator.name,
    legacy: first ? prime.legacy.map(ilkPlace) : [],
    proxy: first ? prime.proxyIdle : null,
    vault: vaultPlace(prime),
  }
}

function vaultPlace({ vault }: PrimeModel): VaultPlace {
  const { idle, outstanding, funding, totalAssets, totalSupply, chi, guardrails } = vault
  // What all shares are worth is known only where the vault holds USDS: another token enters no sum.
  const kept = guardrails
    ? combine({ idle, buffer: guardrails.buffer, totalAssets }, (read) => min(read.buffer, read.idle))
    : map(
        combine({ guarded: vault.guarded, totalAssets }, (read) => read),
        () => wad(0n),
      )
  return {
    kept,
    free: combine({ idle, kept }, (read) => sub(read.idle, read.kept)),
    out: outstanding,
    yieldSinceDrip: attempt(
      combine({ totalAssets, totalSupply, chi }, (read) => read),
      (read) => excess(read.totalAssets, wad(mulDown(read.totalSupply, read.chi, RAY))),
    ),
    funding,
    others: combine({ idle, outstanding, funding }, (read) =>
      excess(sumOf([read.idle, read.outstanding]), read.funding),
    ),
  }
}

function totalsOf(generators: readonly GeneratorPlace[], primes: readonly PrimePlace[]): WhereTotals {
  const over = (of: (place: GeneratorPlace) => Leaf<Wad>) =>
    totalOf(generators.map((place) => ({ name: place.name, amount: of(place) })))
  const legacy = (of: (place: LegacyPlace) => Leaf<Wad>) =>
    totalOf(primes.flatMap((place) => place.legacy.map((ilk) => ({ name: ilk.id, amount: of(ilk) }))))
  const vaults = (of: (place: VaultPlace) => Leaf<Wad>) =>
    totalOf(
      primes.flatMap(({ name, vault }) =>
        vault === null ? [] : [{ name: `${name}'s vault`, amount: of(vault) }],
      ),
    )
  const parts = {
    legacyBooked: legacy(({ booked }) => booked),
    legacyFees: legacy(({ fees }) => fees),
    generatorBooked: over(({ booked }) => booked),
    generatorFees: over(({ fees }) => fees),
  }
  const inNoVault = totalOf([
    { name: 'the AllocatorBuffers', amount: over(({ buffer }) => buffer) },
    { name: 'the ALMProxies', amount: over(({ proxy }) => proxy) },
  ])
  const [kept, free, out] = [vaults((one) => one.kept), vaults((one) => one.free), vaults((one) => one.out)]
  const others = vaults((one) => one.others)
  return {
    ...parts,
    debt: totalOf([
      { name: 'the legacy debt', amount: parts.legacyBooked },
      { name: 'the fees of legacy ilks', amount: parts.legacyFees },
      { name: 'the debt of the Generators', amount: parts.generatorBooked },
      { name: 'the fees of their ilks', amount: parts.generatorFees },
    ]),
    ...{ inNoVault, kept, free, out, others },
    yieldSinceDrip: vaults((one) => one.yieldSinceDrip),
    proxies: totalOf(
      primes.flatMap(({ name, proxy }) =>
        proxy === null ? [] : [{ name: `${name}'s ALMProxy`, amount: proxy }],
      ),
    ),
    residual: combine(
      {
        ...{ inNoVault, kept, free, out, others },
        ...{ booked: parts.generatorBooked, fees: parts.generatorFees },
      },
      (read) =>
        wadBetween(
          sumOf([read.booked, read.fees, read.others]),
          sumOf([read.inNoVault, read.kept, read.free, read.out]),
        ),
    ),
  }
}
