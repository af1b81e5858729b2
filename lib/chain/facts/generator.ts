import { type Address, stringToHex } from 'viem'
import {
  adminFacetAbi,
  allocatorVaultAbi,
  almProxyAbi,
  beamStateAbi,
  diamondLoupeFacetAbi,
  facetAllowlistAbi,
  rateLimitsAbi,
  usdsAbi,
  usdsFacetAbi,
  vatAbi,
} from '@/lib/abi'
import type { DiamondFacts, GeneratorFacts, ScopeFacts, WireFacts } from '@/lib/console/facts'
import type { CodeFacts } from '@/lib/console/facts/code'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import { type Deployment, type GeneratorDeployment, unitNamed } from '@/lib/deployment'
import { interfaceIds } from '@/lib/diamond'
import { convert, dependOn, field, map } from '@/lib/leaf'
import type { BlockRef } from '@/lib/leaf/source'
import type { Ask } from '../read/ask'
import { type Asked, gatherPair } from './asked'
import { gatherIlk } from './debt'
import { gatherLimits, token } from './limits'
import { gatherMigrationSurface, readMigrations } from './migration'
import { gatherStrangers } from './pau'
import { gatherPrime } from './primes'
import { adminRole, gatherRelayers, gatherRole, hasRegistry, roleHash } from './roles'
import { gatherSrUsds } from './srusds'
import { inWad } from './units'

/**
 * One Generator PAU: its Diamond, roles, wiring, limits and its scope in its Configurator Unit.
 * @param asked what that Unit says of every account
 * @param block at which all of it is read
 */
export function gatherGenerator(
  ask: Ask,
  deployment: Deployment,
  generator: GeneratorDeployment,
  known: Watchlist,
  asked: readonly Asked[],
  block: BlockRef,
): GeneratorFacts {
  const { diamond, almProxy, allocatorVault, allocatorBuffer } = generator.addresses
  const usds = token(ask, ask.call(diamond, usdsFacetAbi, 'usds'))
  const migrations = readMigrations(ask, generator)
  return {
    id: diamond,
    name: generator.name,
    unit: unitNamed(deployment, generator.unit).beamState,
    addresses: { ...generator.addresses, usds: deployment.mcd.usds },
    migrationMom: generator.migrationMom,
    diamond: gatherDiamond(ask, generator, deployment.governance?.facetAllowlist ?? null),
    roles: {
      admin: gatherRole(ask, diamond, 'DEFAULT_ADMIN_ROLE', adminRole),
      relayer: gatherRelayers(ask, diamond, hasRegistry(deployment, generator.unit)),
      freezer: gatherRole(ask, diamond, 'FREEZER'),
    },
    wires: gatherWires(ask, deployment, generator),
    limits: gatherLimits(ask, deployment, generator, known),
    scope: gatherScope(ask, deployment, generator, known, asked),
    debt: gatherIlk(ask, deployment, generator.ilk, allocatorVault),
    proxyIdle: inWad(ask.call(deployment.mcd.usds, usdsAbi, 'balanceOf', almProxy)),
    bufferIdle: inWad(ask.call(deployment.mcd.usds, usdsAbi, 'balanceOf', allocatorBuffer)),
    usds,
    migrationFacet: migrations.facet,
    migration: gatherMigrationSurface(ask, deployment, generator, migrations),
    srUsds: generator.srUsds && gatherSrUsds(ask, deployment, generator, generator.srUsds, known, block),
    strangers: gatherStrangers(ask, almProxy, [diamond], known),
    primes: generator.primes.map((prime) =>
      gatherPrime(ask, deployment, generator, prime, usds, migrations, known),
    ),
  }
}

function gatherCode(ask: Ask, account: Address): CodeFacts {
  const code = ask.code(account)
  return { hash: field(code, 0), size: field(code, 1) }
}

function gatherDiamond(ask: Ask, generator: GeneratorDeployment, allowlist: Address | null): DiamondFacts {
  const { diamond } = generator.addresses
  const facets = ask.call(diamond, diamondLoupeFacetAbi, 'facets')
  return {
    code: gatherCode(ask, diamond),
    facets: {
      length: map(facets, (list) => list.length),
      items: (facets.ok ? facets.value : []).map(({ facetAddress }, index) => {
        const facet = field(facets, index)
        const code = gatherCode(ask, facetAddress)
        return {
          id: facetAddress,
          address: field(facet, 'facetAddress'),
          selectors: field(facet, 'functionSelectors'),
          code: { hash: dependOn(code.hash, facets.from), size: dependOn(code.size, facets.from) },
          approved:
            allowlist &&
            dependOn(ask.call(allowlist, facetAllowlistAbi, 'isApproved', facetAddress), facets.from),
        }
      }),
    },
    interfaces: interfaceIds.map(({ id, name }) => ({
      id,
      name,
      supported: ask.call(diamond, diamondLoupeFacetAbi, 'supportsInterface', id),
    })),
    manifest: generator.facets,
  }
}

function gatherWires(ask: Ask, deployment: Deployment, generator: GeneratorDeployment): WireFacts {
  const { diamond, almProxy, rateLimits, allocatorVault, allocatorBuffer } = generator.addresses
  const { mcd } = deployment
  const { configurator, operators } = unitNamed(deployment, generator.unit)
  const controller = roleHash('CONTROLLER')
  return {
    proxy: ask.call(diamond, adminFacetAbi, 'proxy'),
    rateLimits: ask.call(diamond, adminFacetAbi, 'rateLimits'),
    vault: ask.call(diamond, usdsFacetAbi, 'vault'),
    buffer: ask.call(diamond, usdsFacetAbi, 'buffer'),
    usds: ask.call(diamond, usdsFacetAbi, 'usds'),
    controllerOnProxy: ask.call(almProxy, almProxyAbi, 'hasRole', controller, diamond),
    controllerOnRateLimits: ask.call(rateLimits, rateLimitsAbi, 'hasRole', controller, diamond),
    configuratorOnRateLimits: ask.call(rateLimits, rateLimitsAbi, 'hasRole', adminRole, configurator),
    configuratorOnDiamond: ask.call(
      diamond,
      adminFacetAbi,
      'hasRole',
      roleHash('CONFIGURATOR'),
      configurator,
    ),
    operatorsOnDiamond:
      operators && ask.call(diamond, adminFacetAbi, 'hasRole', roleHash('OPERATORS'), operators),
    proxyWardOnVault: convert(
      ask.call(allocatorVault, allocatorVaultAbi, 'wards', almProxy),
      (ward) => ward === 1n,
    ),
    bufferAllowance: inWad(ask.call(mcd.usds, usdsAbi, 'allowance', allocatorBuffer, almProxy)),
    parameterRegistry: ask.call(diamond, adminFacetAbi, 'parameterRegistry'),
    vaultIlk: ask.call(allocatorVault, allocatorVaultAbi, 'ilk'),
    ilk: stringToHex(generator.ilk, { size: 32 }),
    vatLive: ask.call(mcd.vat, vatAbi, 'live'),
  }
}

function gatherScope(
  ask: Ask,
  deployment: Deployment,
  generator: GeneratorDeployment,
  known: Watchlist,
  asked: readonly Asked[],
): ScopeFacts {
  const { beamState } = unitNamed(deployment, generator.unit)
  const { diamond, rateLimits } = generator.addresses
  const flag = (value: bigint) => value === 1n
  return {
    rateLimitsRegistered: convert(ask.call(beamState, beamStateAbi, 'rateLimits', rateLimits), flag),
    controllerRegistered: convert(ask.call(beamState, beamStateAbi, 'controllers', diamond), flag),
    hop: ask.call(beamState, beamStateAbi, 'getHop', rateLimits),
    maxChange: inWad(ask.call(beamState, beamStateAbi, 'getMaxChange', rateLimits)),
    pairs: gatherPairs(ask, beamState, [rateLimits, diamond], known, asked),
  }
}

/** Pairs of every account that was asked, and of those that only events name. */
function gatherPairs(
  ask: Ask,
  beamState: Address,
  targets: readonly Address[],
  known: Watchlist,
  asked: readonly Asked[],
): ScopeFacts['pairs'] {
  const ids = new Set(asked.map(({ id }) => id))
  const named = known.pairs.filter((pair) => pair.beamState === beamState && !ids.has(pair.cBeam))
  return [...asked.flatMap(({ pairs }) => pairs), ...named.map((pair) => gatherPair(ask, pair, []))].filter(
    ({ target }) => targets.includes(target),
  )
}
