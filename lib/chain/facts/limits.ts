import { type Address, erc20Abi, erc4626Abi, type Hex } from 'viem'
import { beamStateAbi, configuratorAbi, holdingSystemAbi, rateLimitsAbi, usdsFacetAbi } from '@/lib/abi'
import type { LimitFacts } from '@/lib/console/facts'
import type { StoredLimitFacts, UnitFacts } from '@/lib/console/facts/limits'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import { type Deployment, type GeneratorDeployment, unitNamed } from '@/lib/deployment'
import { andThen, field, given, type Leaf } from '@/lib/leaf'
import { type KeyName, KNOWN_LIMIT_NAMES, limitKeyFor, nameKeys } from '@/lib/limits'
import type { Ask } from '../read/ask'

/** What may be converted beyond netting at the settlements of srUSDS, in and out. */
const MINTING: KeyName = { name: 'LIMIT_SRUSDS_MINT', addresses: [] }
const REDEMPTION: KeyName = { name: 'LIMIT_SRUSDS_REDEEM', addresses: [] }

/** Limits of the Generator whose keys follow from its configuration: read even when no event ever named them. */
function configured(generator: GeneratorDeployment): KeyName[] {
  return [
    { name: 'LIMIT_USDS_MINT', addresses: [] },
    ...generator.primes.flatMap(({ vault }) => [
      { name: 'LIMIT_4626_DEPOSIT', addresses: [vault] },
      { name: 'LIMIT_4626_WITHDRAW', addresses: [vault] },
      { name: 'LIMIT_LEGACY_MIGRATION', addresses: [vault] },
    ]),
    ...(generator.srUsds ? [MINTING, REDEMPTION] : []),
  ]
}

const keys = new Map<string, Hex>()

/** The key of a name in a deployment, hashed once and not for every picture. */
function keyOf({ name, addresses }: KeyName): Hex {
  const text = [name, ...addresses].join()
  const key = keys.get(text) ?? limitKeyFor(name, ...addresses)
  keys.set(text, key)
  return key
}

/** The keys of the limits that are read of a Generator. */
export function limitKeysOf(generator: GeneratorDeployment, known: Watchlist): readonly Hex[] {
  const { rateLimits } = generator.addresses
  const found = known.limitKeys.filter((entry) => entry.rateLimits === rateLimits).map(({ key }) => key)
  return [...new Set([...configured(generator).map(keyOf), ...found])]
}

/** Every limit of the Generator's RateLimits: the configured keys first, then those found in events. */
export function gatherLimits(
  ask: Ask,
  deployment: Deployment,
  generator: GeneratorDeployment,
  known: Watchlist,
): readonly LimitFacts[] {
  const { rateLimits } = generator.addresses
  const named = namedKeys(deployment, generator)
  const { beamState, configurator } = unitNamed(deployment, generator.unit)
  return limitKeysOf(generator, known).map((key) => {
    const name = named.get(key) ?? null
    const init = ask.call(beamState, beamStateAbi, 'getInitRateLimits', key, rateLimits)
    return {
      ...gatherStored(ask, rateLimits, key, name, name && gatherUnit(ask, generator, name)),
      initMaxAmount: field(init, 'maxAmount'),
      initSlope: field(init, 'slope'),
      zzz: ask.call(configurator, configuratorAbi, 'zzz', rateLimits, key),
    }
  })
}

/**
 * One limit that the configuration names, as its RateLimits stores it.
 * @param key its key as the controller tells it; null where that follows from the name
 */
export function gatherNamedLimit(
  ask: Ask,
  rateLimits: Address,
  name: KeyName,
  unit: UnitFacts,
  key: Leaf<Hex> | null,
): StoredLimitFacts {
  if (key === null) return gatherStored(ask, rateLimits, keyOf(name), name, unit)
  const stored = gatherStored(ask, rateLimits, key.ok ? key.value : keyOf(name), name, unit)
  const under = <T>(leaf: Leaf<T>): Leaf<T> => andThen(key, () => leaf)
  return {
    ...stored,
    maxAmount: under(stored.maxAmount),
    slope: under(stored.slope),
    lastAmount: under(stored.lastAmount),
    lastUpdated: under(stored.lastUpdated),
    contractCurrent: under(stored.contractCurrent),
  }
}

function gatherStored(
  ask: Ask,
  rateLimits: Address,
  key: Hex,
  name: KeyName | null,
  unit: UnitFacts | null,
): StoredLimitFacts {
  const data = ask.call(rateLimits, rateLimitsAbi, 'getRateLimitData', key)
  return {
    id: key,
    rateLimits,
    name,
    unit,
    maxAmount: field(data, 'maxAmount'),
    slope: field(data, 'slope'),
    lastAmount: field(data, 'lastAmount'),
    lastUpdated: field(data, 'lastUpdated'),
    contractCurrent: ask.call(rateLimits, rateLimitsAbi, 'getCurrentRateLimit', key),
  }
}

/** The token a limit counts in, by the meaning of its name; null when the name does not tell. */
function gatherUnit(
  ask: Ask,
  { addresses: { diamond }, srUsds }: GeneratorDeployment,
  { name, addresses }: KeyName,
): UnitFacts | null {
  const [first] = addresses
  switch (name) {
    case 'LIMIT_USDS_MINT':
      return token(ask, ask.call(diamond, usdsFacetAbi, 'usds'))
    case 'LIMIT_4626_DEPOSIT':
    case 'LIMIT_4626_WITHDRAW':
    case 'LIMIT_SPARK_VAULT_TAKE':
    case 'LIMIT_LEGACY_MIGRATION':
      return first ? token(ask, ask.call(first, erc4626Abi, 'asset')) : null
    case 'LIMIT_SRUSDS_MINT':
    case 'LIMIT_SRUSDS_REDEEM':
      return srUsds && token(ask, ask.call(srUsds.holdingSystem, holdingSystemAbi, 'asset'))
    case 'LIMIT_ASSET_TRANSFER':
      return first ? token(ask, given(first)) : null
    default:
      return null
  }
}

export function token(ask: Ask, address: Leaf<Address>): UnitFacts {
  return {
    token: address,
    symbol: andThen(address, (at) => ask.call(at, erc20Abi, 'symbol')),
    decimals: andThen(address, (at) => ask.call(at, erc20Abi, 'decimals')),
  }
}

const namedKeysOf = new WeakMap<GeneratorDeployment, ReadonlyMap<Hex, KeyName>>()

/** Hundreds of hashes that depend only on the deployment, made once. */
function namedKeys(deployment: Deployment, generator: GeneratorDeployment): ReadonlyMap<Hex, KeyName> {
  const named =
    namedKeysOf.get(generator) ??
    nameKeys(KNOWN_LIMIT_NAMES, addressesOf(deployment, generator), [deployment.mcd.usds])
  namedKeysOf.set(generator, named)
  return named
}

/** Addresses that a key may be made of. */
function addressesOf(deployment: Deployment, generator: GeneratorDeployment): readonly Address[] {
  return [
    ...new Set([
      deployment.mcd.usds,
      ...generator.primes.flatMap(({ vault, almProxy }) => [vault, almProxy]),
      ...Object.values(generator.addresses),
      ...(Object.keys(deployment.names) as Address[]),
    ]),
  ]
}
