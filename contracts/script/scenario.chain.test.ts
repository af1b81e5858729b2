import {
  type Abi,
  type AbiEvent,
  type Address,
  createPublicClient,
  getAbiItem,
  type Hex,
  http,
  keccak256,
  stringToHex,
  toFunctionSelector,
  zeroAddress,
  zeroHash,
} from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  adminFacetAbi,
  allocatorVaultAbi,
  beamStateAbi,
  beamTimeLockAbi,
  configuratorAbi,
  diamondLoupeFacetAbi,
  erc4626FacetAbi,
  knownFunctions,
  pasMomAbi,
  primeVaultAbi,
  rateLimitsAbi,
} from '@/lib/abi'
import { type ScenarioChain, startScenarioChain } from '@/lib/cli/scenario-chain'
import type { Deployment } from '@/lib/deployment'
import { deployedUnit } from '@/lib/testing/units'
import { millions, UNLIMITED } from './amounts'
import { readArtifact } from './artifacts'
import { keys, roles } from './scenario'

const NOW = 1_795_000_000n
const HOUR = 3_600n
const DAY = 24n * HOUR

let chain: ScenarioChain
let client: ReturnType<typeof createPublicClient>
let deployment: Deployment
let generator: Deployment['generators'][number]

beforeAll(async () => {
  chain = await startScenarioChain({ now: NOW })
  client = createPublicClient({ transport: http(chain.url) })
  deployment = chain.deployment
  generator = deployment.generators[0]!
})

afterAll(() => chain.stop())

const pauseProxy = () => deployment.governance!.pauseProxy!
const prime = (slug: string) => generator.primes.find((entry) => entry.slug === slug)!

const read = (address: Address, abi: Abi, functionName: string, ...args: unknown[]) =>
  client.readContract({ address, abi, functionName, args })

async function limit(key: Hex) {
  const { rateLimits } = generator.addresses
  const data = await client.readContract({
    address: rateLimits,
    abi: rateLimitsAbi,
    functionName: 'getRateLimitData',
    args: [key],
  })
  const current = await client.readContract({
    address: rateLimits,
    abi: rateLimitsAbi,
    functionName: 'getCurrentRateLimit',
    args: [key],
  })
  return { ...data, current }
}

const logs = (address: Address, abi: Abi, name: string) =>
  client.getLogs({ address, event: getAbiItem({ abi, name }) as AbiEvent, fromBlock: 0n })

describe('limits of the Generator at the end of the scenario', () => {
  it('the mint limit is partly used: what relayer 1 minted 40 minutes ago has only begun to refill', async () => {
    const { maxAmount, slope, current } = await limit(keys.mint)
    expect(maxAmount).toBe(millions(100n))
    expect(current).toBe(millions(76n) + slope * 2_400n)
  })

  it('the limit of deposits into the first vault is partly used', async () => {
    const { maxAmount, slope, current } = await limit(keys.deposit(prime('spark').vault))
    expect(maxAmount).toBe(millions(125n) / 2n)
    expect(current).toBe(millions(35n) + slope * HOUR)
  })

  it('the limit of deposits into the second vault is full', async () => {
    const { maxAmount, current } = await limit(keys.deposit(prime('grove').vault))
    expect(maxAmount).toBe(millions(25n))
    expect(current).toBe(maxAmount)
  })

  it('withdrawals from the first vault are unlimited', async () => {
    const { maxAmount, current } = await limit(keys.withdraw(prime('spark').vault))
    expect([maxAmount, current]).toEqual([UNLIMITED, UNLIMITED])
  })

  it('withdrawals from the second vault, which were allowed before, are disabled', async () => {
    const key = keys.withdraw(prime('grove').vault)
    const { maxAmount, slope, lastUpdated } = await limit(key)
    expect([maxAmount, slope]).toEqual([0n, 0n])
    expect(lastUpdated).toBe(NOW - 12n * DAY)
    const set = await client.getLogs({
      address: generator.addresses.rateLimits,
      event: getAbiItem({ abi: rateLimitsAbi, name: 'RateLimitDataSet' }),
      args: { key },
      fromBlock: 0n,
    })
    expect(set.map(({ args }) => args.maxAmount)).toEqual([millions(20n), 0n])
  })

  it('the migration limit of a Prime in dual-run is full, days after its last step', async () => {
    const { maxAmount, current } = await limit(keys.migration(prime('keel').vault))
    expect([maxAmount, current]).toEqual([millions(25n), millions(25n)])
  })

  it('the limits of migrations that are still to come are not set', async () => {
    const nothing = { maxAmount: 0n, slope: 0n, lastAmount: 0n, lastUpdated: 0n, current: 0n }
    for (const slug of ['spark', 'grove']) {
      expect(await limit(keys.migration(prime(slug).vault))).toEqual(nothing)
    }
  })

  it('one key has a limit and no name', async () => {
    const set = await logs(generator.addresses.rateLimits, rateLimitsAbi, 'RateLimitDataSet')
    const named: Hex[] = [
      ...[keys.mint, keys.srUsdsMint, keys.srUsdsRedeem],
      ...generator.primes.flatMap(({ vault }) => [
        keys.deposit(vault),
        keys.withdraw(vault),
        keys.migration(vault),
      ]),
    ]
    const unnamed = new Set(set.map(({ topics }) => topics[1]!).filter((key) => !named.includes(key)))
    expect([...unnamed]).toEqual([keys.unexplained])
    expect((await limit(keys.unexplained)).maxAmount).toBe(millions(5n))
  })
})

describe('who does what', () => {
  const members = async (role: string) => {
    const hash = keccak256(stringToHex(role))
    const count = await client.readContract({
      address: generator.addresses.diamond,
      abi: adminFacetAbi,
      functionName: 'getRoleMemberCount',
      args: [hash],
    })
    const indexes = Array.from({ length: Number(count) }, (_, index) => BigInt(index))
    return Promise.all(
      indexes.map((index) => read(generator.addresses.diamond, adminFacetAbi, 'getRoleMember', hash, index)),
    )
  }

  it('the Generator has two relayers, and the freezer Safe with a backup wallet', async () => {
    expect(await members('RELAYER')).toEqual([roles.relayer1.address, roles.relayer2.address])
    expect(await members('FREEZER')).toEqual([deployment.safes[0]!.address, roles.freezer.address])
  })

  it('relayer 1 minted, deposited in Prime vaults, migrated, withdrew and burned; relayer 2 did nothing', async () => {
    const draws = await logs(generator.addresses.allocatorVault, allocatorVaultAbi, 'Draw')
    const wipes = await logs(generator.addresses.allocatorVault, allocatorVaultAbi, 'Wipe')
    // Six of the draws belong to migration steps.
    expect([draws.length, wipes.length]).toEqual([3 + 6, 1])
    const { vault } = prime('spark')
    expect(await logs(vault, primeVaultAbi, 'Deposit')).toHaveLength(3)
    expect(await logs(vault, primeVaultAbi, 'Withdraw')).toHaveLength(1)
    expect(await client.getTransactionCount({ address: roles.relayer1.address })).toBeGreaterThan(0)
    expect(await client.getTransactionCount({ address: roles.relayer2.address })).toBe(0)
  })

  it('the cBEAM raised one limit an hour ago and another yesterday', async () => {
    const zzz = (key: Hex) =>
      client.readContract({
        address: deployedUnit(deployment).configurator,
        abi: configuratorAbi,
        functionName: 'zzz',
        args: [generator.addresses.rateLimits, key],
      })
    expect(await zzz(keys.deposit(prime('spark').vault))).toBe(NOW - HOUR)
    expect(await zzz(keys.deposit(prime('grove').vault))).toBe(NOW - DAY)
  })

  it('governance owns what was deployed, and the deployer and the keeper own nothing', async () => {
    for (const [address, holds] of [
      [pauseProxy(), true],
      [roles.deployer.address, false],
      [roles.keeper.address, false],
    ] as const) {
      expect(await read(generator.addresses.rateLimits, rateLimitsAbi, 'hasRole', zeroHash, address)).toBe(
        holds,
      )
      expect(await read(generator.addresses.diamond, adminFacetAbi, 'hasRole', zeroHash, address)).toBe(holds)
      const ward = await read(deployedUnit(deployment).beamState, beamStateAbi, 'wards', address)
      expect(ward).toBe(holds ? 1n : 0n)
    }
    expect(await read(deployedUnit(deployment).mom, pasMomAbi, 'owner')).toBe(pauseProxy())
  })
})

describe('the timelock', () => {
  const states = ['unset', 'waiting', 'ready', 'done'] as const

  it('the timelock has waiting, ready, executed and cancelled operations', async () => {
    const { timelock } = deployedUnit(deployment)
    const scheduled = await logs(timelock, beamTimeLockAbi, 'CallScheduled')
    const ids = [...new Set(scheduled.map(({ topics }) => topics[1]!))]
    const found = await Promise.all(
      ids.map(async (id) => {
        const state = await client.readContract({
          address: timelock,
          abi: beamTimeLockAbi,
          functionName: 'getOperationState',
          args: [id],
        })
        return states[state]
      }),
    )
    expect(found).toEqual(['done', 'done', 'ready', 'unset', 'waiting', 'waiting', 'waiting'])
    const pending = ids.filter((_, index) => ['ready', 'waiting'].includes(found[index] ?? ''))
    expect(await read(timelock, beamTimeLockAbi, 'getOperationsCount')).toBe(4n)
    expect(await read(timelock, beamTimeLockAbi, 'getFirstOperationId')).toBe(pending[0])
    expect(await read(timelock, beamTimeLockAbi, 'getLastOperationId')).toBe(pending.at(-1))
    for (const [index, id] of pending.entries()) {
      const next = await read(timelock, beamTimeLockAbi, 'getNextOperationId', id)
      expect(next).toBe(pending[index + 1] ?? zeroHash)
    }
    const cancelled = await logs(timelock, beamTimeLockAbi, 'Cancelled')
    expect(cancelled.map(({ topics }) => topics[1])).toEqual([ids[3]])
  })

  it('the timelock logs a salt only where there is one, and keeps the order of operations', async () => {
    const { timelock } = deployedUnit(deployment)
    expect(await logs(timelock, beamTimeLockAbi, 'CallSalt')).toHaveLength(2)
    const scheduled = await logs(timelock, beamTimeLockAbi, 'CallScheduled')
    const ids = [...new Set(scheduled.map(({ topics }) => topics[1]!))]
    const last = await client.readContract({
      address: timelock,
      abi: beamTimeLockAbi,
      functionName: 'getOperation',
      args: [ids[5]!],
    })
    expect(last.predecessor).toBe(ids[4])
  })
})

describe('the Diamond', () => {
  const facetsNow = () =>
    client.readContract({
      address: generator.addresses.diamond,
      abi: diamondLoupeFacetAbi,
      functionName: 'facets',
    })

  it('the Diamond has one facet that was replaced since its deployment', async () => {
    const deployed = generator.facets.find(({ name }) => name === 'Erc4626Facet')!.address
    const selector = toFunctionSelector(getAbiItem({ abi: erc4626FacetAbi, name: 'depositERC4626' }))
    const present = await read(generator.addresses.diamond, diamondLoupeFacetAbi, 'facetAddress', selector)
    expect(present).not.toBe(deployed)
    expect(present).not.toBe(zeroAddress)
    expect((await facetsNow()).map(({ facetAddress }) => facetAddress)).not.toContain(deployed)
    const code = await Promise.all(
      [deployed, present as Address].map((address) => client.getCode({ address })),
    )
    expect(code[0]).not.toBe(code[1])
  })

  it('the Diamond has one facet without known functions, and all other functions are known', async () => {
    const unknown = (await facetsNow()).map(({ functionSelectors }) =>
      functionSelectors.filter((selector) => knownFunctions[selector] === undefined),
    )
    const selectors = readArtifact('UnknownFacet').abi.flatMap((item) =>
      item.type === 'function' ? [toFunctionSelector(item)] : [],
    )
    expect(unknown.filter((list) => list.length > 0)).toEqual([selectors])
  })
})
