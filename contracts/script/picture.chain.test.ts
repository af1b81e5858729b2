import { type Address, createPublicClient, getAbiItem, type Hex, http, parseAbi, stringToHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  administeredAgentAbi,
  autoLineAbi,
  jugAbi,
  primeVaultAbi,
  rateLimitsAbi,
  usdsAbi,
  usdsJoinAbi,
  vatAbi,
} from '@/lib/abi'
import { type ScenarioChain, startScenarioChain } from '@/lib/cli/scenario-chain'
import type { Deployment } from '@/lib/deployment'
import { RAD, WAD } from '@/lib/math'
import { SAVINGS } from './acts/srusds'
import { DAY, debtMillions, HOUR, MINUTE, millions, millionsPerDay, thousands, yearly } from './amounts'
import { freezerSafe, keys, roles } from './scenario'

const NOW = 1_795_000_000n

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

afterAll(() => chain?.stop())

const pauseProxy = () => deployment.governance!.pauseProxy!
const prime = (slug: string) => generator.primes.find((entry) => entry.slug === slug)!
const ilkId = (ilk: string) => stringToHex(ilk, { size: 32 })

const balance = (account: Address) =>
  client.readContract({
    address: deployment.mcd.usds,
    abi: usdsAbi,
    functionName: 'balanceOf',
    args: [account],
  })

/** An ilk as the Vat stores it, with the rate that a drip would set now, and the time since the last drip. */
async function debtOf(name: string) {
  const [ilk, { vat, jug }] = [ilkId(name), deployment.mcd]
  const args = [ilk] as const
  const [Art, rate, , line] = await client.readContract({
    ...{ address: vat, abi: vatAbi, functionName: 'ilks', args },
  })
  const dripped = await client.simulateContract({ address: jug, abi: jugAbi, functionName: 'drip', args })
  const [duty, rho] = await client.readContract({ address: jug, abi: jugAbi, functionName: 'ilks', args })
  return { Art, rate, line, duty, debt: Art * dripped.result, fees: Art * (dripped.result - rate), rho }
}

async function vaultOf(slug: string) {
  const { vault: address } = prime(slug)
  const read = { address, abi: primeVaultAbi } as const
  return {
    total: await client.readContract({ ...read, functionName: 'totalAssets' }),
    idle: await balance(address),
    outstanding: await client.readContract({ ...read, functionName: 'assetsOutstanding' }),
    cap: await client.readContract({ ...read, functionName: 'depositCap' }),
    maxTake: await client.readContract({ ...read, functionName: 'maxTake' }),
    maxDeposit: await client.readContract({
      ...{ ...read, functionName: 'maxDeposit', args: [generator.addresses.almProxy] },
    }),
    vsr: await client.readContract({ ...read, functionName: 'vsr' }),
  }
}

const takeLimit = (slug: string) => {
  const { vault, ...own } = prime(slug)
  const { rateLimits } = own.controllers[0]
  const args = [keys.take(vault)] as const
  return client.readContract({
    ...{ address: rateLimits, abi: rateLimitsAbi, functionName: 'getCurrentRateLimit', args },
  })
}

const transfers = async (args: { from?: Address; to?: Address }) => {
  const event = getAbiItem({ abi: usdsAbi, name: 'Transfer' })
  const logs = await client.getLogs({ address: deployment.mcd.usds, event, args, fromBlock: 0n })
  return logs.map(({ args: { from, to, value } }) => ({ from, to, value }))
}

describe('legacy debt', () => {
  it.each([
    ['ALLOCATOR-SPARK-A', 1_909n, yearly.fourAndThreeQuarters],
    // Of a Prime that no Generator funds yet.
    ['ALLOCATOR-PRYSM-A', 35n, yearly.five],
    ['ALLOCATOR-GROVE-A', 1_020n, yearly.five],
    ['ALLOCATOR-BLOOM-A', 85n, yearly.fiveAndAQuarter],
    ['ALLOCATOR-NOVA-A', 56n, yearly.fiveAndAHalf],
  ])('legacy debt on %s is a little more than %d million, with its own fee', async (ilk, owed, fee) => {
    const { debt, duty } = await debtOf(ilk)
    expect(debt / debtMillions(1n)).toBe(owed)
    expect(duty).toBe(fee)
  })

  it('legacy debt of Obex is gone, to the wei, and its ceiling is 0', async () => {
    const { Art, line, duty } = await debtOf('ALLOCATOR-OBEX-A')
    expect([Art, line, duty]).toEqual([0n, 0n, yearly.six])
  })

  it('legacy debt of Grove is on two ilks, one of which has a ceiling of 0', async () => {
    const ilks = prime('grove').legacyIlks.map(({ ilk }) => ilk)
    expect(ilks).toEqual(['ALLOCATOR-GROVE-A', 'ALLOCATOR-BLOOM-A'])
    expect((await debtOf('ALLOCATOR-GROVE-A')).line).toBe(debtMillions(1_115n))
    expect((await debtOf('ALLOCATOR-BLOOM-A')).line).toBe(0n)
  })

  it('legacy debt has undripped fees, of a month and a half or of a few days', async () => {
    const grove = await debtOf('ALLOCATOR-GROVE-A')
    expect(grove.rho).toBeLessThan(NOW - 42n * DAY)
    expect(grove.fees / debtMillions(1n)).toBe(5n)
    const keel = await debtOf('ALLOCATOR-NOVA-A')
    // The last drip was in the last step of its migration.
    expect(keel.rho).toBe(NOW - (NOW % DAY) - 4n * DAY + 9n * HOUR)
    expect(keel.fees).toBeGreaterThan(0n)
  })
})

describe('AutoLine', () => {
  const setupOf = async (name: string) => {
    const [line, gap, ttl, , lastInc] = await client.readContract({
      ...{ address: deployment.mcd.autoLine!, abi: autoLineAbi, functionName: 'ilks', args: [ilkId(name)] },
    })
    return { line, gap, ttl: BigInt(ttl), lastInc: BigInt(lastInc) }
  }

  it('AutoLine has just raised the ceiling of one ilk, so that the next increase has to wait', async () => {
    const { gap, ttl, lastInc } = await setupOf('ALLOCATOR-SPARK-A')
    expect([lastInc, ttl]).toEqual([NOW - 25n * MINUTE, DAY])
    const { Art, rate, line } = await debtOf('ALLOCATOR-SPARK-A')
    expect(Art * rate + gap).toBeGreaterThan(line)
    expect(await executed('ALLOCATOR-SPARK-A', lastInc + ttl - 1n)).toBe(line)
    expect(await executed('ALLOCATOR-SPARK-A', lastInc + ttl)).toBe(Art * rate + gap)
  })

  it('AutoLine can raise the ceiling of the Generator, as its last increase was long enough ago', async () => {
    const { lastInc, ttl } = await setupOf(generator.ilk)
    expect(lastInc + ttl).toBeLessThan(NOW)
    const { line } = await debtOf(generator.ilk)
    expect(await executed(generator.ilk, NOW)).toBeGreaterThan(line)
  })

  it('AutoLine does nothing to the ilk that was wound down', async () => {
    expect(await setupOf('ALLOCATOR-BLOOM-A')).toEqual({ line: 0n, gap: 0n, ttl: 0n, lastInc: 0n })
  })

  /** The ceiling after an `exec` in the next block, at a given time. */
  async function executed(name: string, time: bigint): Promise<bigint> {
    const { result } = await client.simulateContract({
      ...{ address: deployment.mcd.autoLine!, abi: autoLineAbi, functionName: 'exec', args: [ilkId(name)] },
      blockOverrides: { number: (await client.getBlockNumber()) + 1n, time },
    })
    return result
  }
})

describe('the vaults', () => {
  it('the vault of Spark has more funds idle than its policy and the take limit let Spark have now', async () => {
    const { idle, total, maxTake } = await vaultOf('spark')
    expect(idle).toBe(millions(22n))
    expect(total / millions(1n)).toBe(62n)
    expect(await takeLimit('spark')).toBe(millions(14n) + 3n * HOUR * millionsPerDay(5n))
    // Three quarters of 13 million, less the 6 that were taken; of the 7 million that count since, three quarters refill
    // in a day. The other 15 million were deposited within the last day.
    expect(maxTake).toBe(thousands(9_750n) - millions(6n) + (thousands(5_250n) * 3n) / 24n)
  })

  it('the vault of Grove is nearly drained, down to twice its buffer', async () => {
    const { idle, total, maxTake } = await vaultOf('grove')
    expect(idle).toBe(thousands(40n))
    expect(total / millions(1n)).toBe(24n)
    expect(maxTake).toBe(thousands(20n))
    expect(await takeLimit('grove')).toBeGreaterThan(idle)
  })

  it('the vault of Keel has room for what is left of its legacy debt', async () => {
    const { total, maxDeposit } = await vaultOf('keel')
    expect(total / millions(1n)).toBe(95n)
    expect(maxDeposit * 10n ** 27n).toBeGreaterThan((await debtOf('ALLOCATOR-NOVA-A')).debt)
  })

  it('the vault of Obex is above its cap because of its yield, and only its buffer is idle', async () => {
    const { total, cap, maxDeposit, idle, maxTake } = await vaultOf('obex')
    expect(cap).toBe(millions(25n))
    expect(maxDeposit).toBe(0n)
    expect(total).toBeGreaterThan(cap)
    expect([idle, maxTake]).toEqual([thousands(250n), 0n])
    expect(await takeLimit('obex')).toBe(millions(5n))
  })

  it('every vault pays a rate, so that yield is owed and not yet paid', async () => {
    // Less what was sent back, and less a donation, which also lowers what is outstanding.
    const taken = { spark: 40n, grove: 24n - 1n, keel: 7n + 84n, obex: 25n }
    for (const [slug, net] of Object.entries(taken)) {
      const { vsr, outstanding } = await vaultOf(slug)
      expect(vsr).toBe(yearly.fourAndThreeQuarters)
      expect(outstanding).toBeGreaterThan(millions(net))
    }
    const { total, idle, outstanding } = await vaultOf('keel')
    expect(outstanding).toBe(total - idle)
  })
})

describe('donations', () => {
  it('donations to a vault and to the buffer of the Generator came from somebody who holds no role', async () => {
    const { address } = roles.donor
    const { allocatorBuffer } = generator.addresses
    expect(await transfers({ from: address })).toEqual([
      { from: address, to: prime('keel').vault, value: thousands(25n) },
      { from: address, to: allocatorBuffer, value: thousands(10n) },
    ])
    expect(await balance(allocatorBuffer)).toBe(thousands(10n))
    expect((await vaultOf('keel')).idle).toBe(millions(6n + 5n - 4n - 3n) + thousands(25n))
  })

  it('donated USDS came from fees that governance paid out', async () => {
    const exits = await client.getLogs({
      address: deployment.mcd.usdsJoin,
      event: getAbiItem({ abi: usdsJoinAbi, name: 'Exit' }),
      args: { caller: pauseProxy() },
      fromBlock: 0n,
    })
    expect(exits.map(({ args: { usr, wad } }) => ({ usr, wad }))).toEqual([
      { usr: roles.donor.address, wad: thousands(200n) },
      // What savers put into srUSDS, and its yield.
      ...(Object.entries(SAVINGS) as [keyof typeof SAVINGS, bigint][]).map(([name, amount]) => ({
        ...{ usr: roles[name].address, wad: thousands(amount) },
      })),
    ])
  })
})

describe('the Primes', () => {
  it('the Primes are at different stages, one with two controllers, and one has no vault yet', () => {
    const readersOf = (
      primes: readonly { slug: string; controllers: readonly { reader: string | null }[] }[],
    ) => primes.map(({ slug, controllers }) => [slug, ...controllers.map(({ reader }) => reader)])
    expect(readersOf(generator.primes)).toEqual([
      ['spark', 'diamond-pau', 'monolithic'],
      ['grove', 'faceted'],
      ['keel', 'eip2535'],
      ['obex', 'monolithic'],
    ])
    expect(readersOf(deployment.primes)).toEqual([['osero', 'diamond-pau']])
    expect(deployment.primes.map(({ vault }) => vault)).toEqual([null])
  })

  it('the Prime without a vault has what it drew on its legacy ilk', async () => {
    expect(await balance(deployment.primes[0]!.almProxy)).toBe(millions(35n))
  })
})

describe('the freezer', () => {
  const freezer = async (diamond: Address): Promise<readonly Address[]> => {
    const abi = parseAbi([
      'function FREEZER() view returns (bytes32)',
      'function getRoleMemberCount(bytes32) view returns (uint256)',
      'function getRoleMember(bytes32,uint256) view returns (address)',
    ])
    const read = { address: diamond, abi } as const
    const role: Hex = await client.readContract({ ...read, functionName: 'FREEZER' })
    const count = await client.readContract({ ...read, functionName: 'getRoleMemberCount', args: [role] })
    return Promise.all(
      Array.from({ length: Number(count) }, (_, index) =>
        client.readContract({ ...read, functionName: 'getRoleMember', args: [role, BigInt(index)] }),
      ),
    )
  }

  const revokers = async (address: Address): Promise<readonly Address[]> => {
    const read = { address, abi: administeredAgentAbi } as const
    const count = await client.readContract({ ...read, functionName: 'revokerCount' })
    return Promise.all(
      Array.from({ length: Number(count) }, (_, index) =>
        client.readContract({ ...read, functionName: 'getRevoker', args: [BigInt(index)] }),
      ),
    )
  }

  it('a Safe and a backup wallet are freezers of the Generator, and the Safe alone is the freezer of each Prime', async () => {
    const [safe] = deployment.safes
    expect(deployment.safes).toHaveLength(1)
    expect(safe!.name).toBe('Freezer Safe')
    expect(await freezer(generator.addresses.diamond)).toEqual([safe!.address, roles.freezer.address])
    const controllers = [...generator.primes, ...deployment.primes].flatMap((one) => one.controllers)
    expect(controllers).toHaveLength(6)
    for (const { controller, agent } of controllers)
      expect(await (agent === null ? freezer(controller) : revokers(agent))).toEqual([safe!.address])
  })

  it('the freezer Safe needs two of three named signers, who have funds and have signed nothing yet', async () => {
    const safe = {
      address: deployment.safes[0]!.address,
      abi: parseAbi([
        'function getOwners() view returns (address[])',
        'function getThreshold() view returns (uint256)',
        'function nonce() view returns (uint256)',
      ]),
    } as const
    const owners = await client.readContract({ ...safe, functionName: 'getOwners' })
    expect(owners).toEqual(freezerSafe.owners)
    expect(owners.map((owner) => deployment.names[owner])).toEqual([
      'Freezer signer 1',
      'Freezer signer 2',
      'Freezer signer 3',
    ])
    expect(await client.readContract({ ...safe, functionName: 'getThreshold' })).toBe(2n)
    expect(await client.readContract({ ...safe, functionName: 'nonce' })).toBe(0n)
    for (const address of owners) expect(await client.getBalance({ address })).toBeGreaterThan(0n)
  })
})

describe('at every block', () => {
  it('at every block, an AllocatorVault owes what its ilk owes, and the Generator owes what its funds are worth', async () => {
    const ilks = [
      { ilk: generator.ilk, allocatorVault: generator.addresses.allocatorVault },
      ...[...generator.primes, ...deployment.primes].flatMap(({ legacyIlks }) => legacyIlks),
    ]
    const last = await client.getBlockNumber()
    let funded = 0
    for (let blockNumber = await launchedAt(); blockNumber <= last; blockNumber++) {
      for (const { ilk, allocatorVault } of ilks) {
        const vat = { address: deployment.mcd.vat, abi: vatAbi, blockNumber } as const
        const [Art] = await client.readContract({ ...vat, functionName: 'ilks', args: [ilkId(ilk)] })
        const urn = [ilkId(ilk), allocatorVault] as const
        const [, art] = await client.readContract({ ...vat, functionName: 'urns', args: urn })
        expect(art).toBe(Art)
      }
      const { worth, debt } = await generatorAt(blockNumber)
      if (debt === 0n) continue
      funded++
      // Vaults pay more than the debt costs, and there is the donation too. Both are within a thousandth of the debt.
      const spread = worth - debt
      expect(spread < 0n ? -spread : spread).toBeLessThan(debt / 1_000n)
    }
    expect(funded).toBeGreaterThan(30)
  })

  /** The block in which the pause proxy got its role on the Generator's RateLimits; what is read here is there by then. */
  async function launchedAt(): Promise<bigint> {
    const [granted] = await client.getLogs({
      address: generator.addresses.rateLimits,
      event: getAbiItem({ abi: rateLimitsAbi, name: 'RoleGranted' }),
      args: { account: pauseProxy() },
      fromBlock: 0n,
    })
    return granted!.blockNumber
  }

  /** What the Generator has, and what it owes, at the end of a block [wad]. */
  async function generatorAt(blockNumber: bigint) {
    const { almProxy, allocatorBuffer } = generator.addresses
    const { usds, vat, jug } = deployment.mcd
    const holding = (account: Address) =>
      client.readContract({
        ...{ address: usds, abi: usdsAbi, functionName: 'balanceOf', args: [account], blockNumber },
      })
    const lent = generator.primes.map(({ vault: address }) =>
      client.readContract({
        ...{ address, abi: primeVaultAbi, functionName: 'assetsOf', args: [almProxy], blockNumber },
      }),
    )
    const args = [ilkId(generator.ilk)] as const
    const [Art] = await client.readContract({
      ...{ address: vat, abi: vatAbi, functionName: 'ilks', args, blockNumber },
    })
    const { result: rate } = await client.simulateContract({
      ...{ address: jug, abi: jugAbi, functionName: 'drip', args, blockNumber },
    })
    const parts = await Promise.all([holding(almProxy), holding(allocatorBuffer), ...lent])
    return { worth: parts.reduce((sum, part) => sum + part, 0n), debt: (Art * rate * WAD) / RAD }
  }
})
