import {
  type Address,
  createTestClient,
  type Hex,
  http,
  keccak256,
  publicActions,
  stringToHex,
  toFunctionSelector,
  toHex,
  walletActions,
  zeroAddress,
} from 'viem'
import { foundry } from 'viem/chains'
import type { CallTo } from '@/contracts/script/chain'
import { minting, returning, taking } from '@/contracts/script/operations'
import { keys, roles } from '@/contracts/script/scenario'
import {
  adminFacetAbi,
  administeredAgentAbi,
  allocatorVaultAbi,
  almProxyAbi,
  autoLineAbi,
  controllerAbi,
  diamondCutFacetAbi,
  erc4626FacetAbi,
  facetAllowlistAbi,
  freezeRegistryAbi,
  jugAbi,
  primeVaultAbi,
  usdsAbi,
  usdsFacetAbi,
  vatAbi,
} from '@/lib/abi'
import type { Client } from '@/lib/cli/test-chain'
import type { ControllerDeployment, Deployment, PrimeDeployment } from '@/lib/deployment'
import { MAX_UINT256 } from '@/lib/math'
import { type Call, call } from '../stages/simulate'

const role = (name: string): Hex => keccak256(stringToHex(name))
export const RELAYER = role('RELAYER')
export const CONTROLLER = role('CONTROLLER')
export const TAKER_ROLE = role('TAKER_ROLE')
export const DEPOSITOR_ROLE = role('DEPOSITOR_ROLE')

export const text = (name: string): Hex => toHex(name, { size: 32 })

/** A ceiling above any debt [rad]. */
export const WIDE = 10n ** 60n

/** The functions through which funds move. */
export const FUNCTIONS = {
  take: toFunctionSelector('takeFromSparkVault(address,uint256)'),
  /** The same of a production Controller. */
  wiredTake: toFunctionSelector('sparkVault_take(address,uint256)'),
  mint: toFunctionSelector('mintUSDS(uint256)'),
  deposit: toFunctionSelector('depositERC4626(address,uint256,uint256)'),
  withdraw: toFunctionSelector('withdrawERC4626(address,uint256,uint256)'),
  redeem: toFunctionSelector('redeemERC4626(address,uint256,uint256)'),
} as const

/** A client of the development chain at a URL. */
export const clientAt = (url: string): Client =>
  createTestClient({ mode: 'anvil', chain: foundry, transport: http(url), cacheTime: 0 })
    .extend(publicActions)
    .extend(walletActions)

/** Sends transactions in one block at time t [unix s]; all of them must succeed. The chain must not mine by itself. */
export async function play(client: Client, calls: readonly Call[], t: bigint): Promise<void> {
  for (const { from, to, data } of calls) {
    await client.request<{ Parameters: [object]; ReturnType: Hex }>({
      method: 'eth_sendTransaction' as never,
      params: [{ from, to, data, gas: toHex(10_000_000) }],
    })
  }
  await client.setNextBlockTimestamp({ timestamp: t })
  await client.mine({ blocks: 1 })
  const receipts = await client.request<{ Parameters: [string]; ReturnType: { status: Hex }[] }>({
    method: 'eth_getBlockReceipts' as never,
    params: ['latest'],
  })
  const failed = receipts.findIndex(({ status }) => status !== '0x1')
  if (failed >= 0 || receipts.length !== calls.length) {
    throw new Error(
      `Of ${calls.length} transactions, ${receipts.length} were mined; the first that failed: ${failed}`,
    )
  }
}

/** The Generator of a scenario and one of its Primes, with the calls that they make. */
export type Stage = ReturnType<typeof stageOf>

/** The registries that the controllers of the Generator and of the Prime ask for freezes. */
export interface Freezes {
  readonly generator: Address
  /** Null where the controller of the Prime asks none. */
  readonly prime: Address | null
}

/** Where the relayers of a Prime may be frozen: the facets of a Diamond ask, wherever they are. */
const asksForFreezes = ({ reader }: ControllerDeployment) => reader === 'eip2535' || reader === 'faceted'

/** The FreezeRegistries of the controllers, as the controllers name them. */
export async function readFreezes(
  client: Client,
  { generators: [generator] }: Deployment,
  prime: PrimeDeployment,
): Promise<Freezes> {
  if (generator === undefined) throw new RangeError('The scenario has no Generator')
  const ask = (address: Address) =>
    client.readContract({ address, abi: adminFacetAbi, functionName: 'freezeRegistry' })
  return {
    generator: await ask(generator.addresses.diamond),
    prime: asksForFreezes(prime.controllers[0]) ? await ask(prime.controllers[0].controller) : null,
  }
}

/** @param oldFacet an ERC-4626 facet in which a zero deposit limit blocks withdrawals */
export function stageOf(
  deployment: Deployment,
  prime: PrimeDeployment,
  oldFacet: Address,
  freezesIn: Freezes,
) {
  const [generator] = deployment.generators
  if (generator === undefined) throw new RangeError('The scenario has no Generator')
  const { addresses } = generator
  const { autoLine, ...core } = deployment.mcd
  const { pauseProxy: governance, facetAllowlist } = deployment.governance ?? {}
  if (autoLine === undefined) throw new RangeError('The scenario has no AutoLine')
  if (!governance || !facetAllowlist) throw new RangeError('The scenario has no governance')
  const mcd = { ...core, autoLine }
  const legacyIlk = text(prime.legacyIlks[0]?.ilk ?? '')
  const ilk = text(generator.ilk)
  const [own] = prime.controllers
  const byPrimeRelayer = ({ to, data }: CallTo): Call => ({ from: roles.primeRelayer.address, to, data })
  const onDiamond = (functionName: string, args: readonly unknown[]) =>
    call(roles.relayer1.address, addresses.diamond, {
      abi: [...usdsFacetAbi, ...erc4626FacetAbi],
      functionName,
      args,
    })
  return {
    mcd,
    governance,
    prime,
    generator: addresses,
    ilk,
    /** The ilk that the Prime's controller draws on. */
    legacyIlk,
    oldFacet,
    /** Calls by the relayers, and by anyone. */
    mint: (amount: bigint): Call => onDiamond('mintUSDS', [amount]),
    deposit: (amount: bigint): Call => onDiamond('depositERC4626', [prime.vault, amount, 0n]),
    recall: (amount: bigint): Call => onDiamond('withdrawERC4626', [prime.vault, amount, MAX_UINT256]),
    burn: (amount: bigint): Call => onDiamond('burnUSDS', [amount]),
    take: (amount: bigint): Call => byPrimeRelayer(taking(own, prime.vault, amount)),
    mintLegacy: (amount: bigint): Call => byPrimeRelayer(minting(own, amount)),
    giveBack: (amount: bigint): Call => byPrimeRelayer(returning(own, mcd.usds, prime.vault, amount)),
    /** A return by the ALMProxy itself, which its controller cannot prevent. */
    comeBack: (amount: bigint): Call =>
      call(prime.almProxy, mcd.usds, { abi: usdsAbi, functionName: 'transfer', args: [prime.vault, amount] }),
    drip: (): Call => call(roles.keeper.address, mcd.jug, { abi: jugAbi, functionName: 'drip', args: [ilk] }),
    exec: (): Call =>
      call(roles.keeper.address, mcd.autoLine, { abi: autoLineAbi, functionName: 'exec', args: [ilk] }),
    /** Calls by governance. */
    onVat: (functionName: string, args: readonly unknown[]): Call =>
      call(governance, mcd.vat, { abi: vatAbi, functionName, args }),
    onAutoLine: (functionName: string, args: readonly unknown[]): Call =>
      call(governance, mcd.autoLine, { abi: autoLineAbi, functionName, args }),
    onVault: (functionName: string, args: readonly unknown[], from: Address = governance): Call =>
      call(from, prime.vault, { abi: primeVaultAbi, functionName, args }),
    onAllocatorVault: (functionName: string, args: readonly unknown[]): Call =>
      call(governance, addresses.allocatorVault, { abi: allocatorVaultAbi, functionName, args }),
    /** Gives or takes a role of a Diamond, an ALMProxy, a RateLimits or a vault. */
    onRole: (target: Address, change: 'grantRole' | 'revokeRole', of: Hex, account: Address): Call =>
      call(governance, target, { abi: almProxyAbi, functionName: change, args: [of, account] }),
    /** Governance takes from the relayer of the Prime what lets it operate the controller. */
    dismissRelayer: (): Call => {
      const { address } = roles.primeRelayer
      return own.agent === null
        ? call(governance, own.controller, {
            ...{ abi: almProxyAbi, functionName: 'revokeRole', args: [RELAYER, address] },
          })
        : call(governance, own.agent, {
            ...{ abi: administeredAgentAbi, functionName: 'removeActor', args: [address] },
          })
    },
    /** Governance takes from the controller of the Prime the function that takes; null where its functions are fixed. */
    withoutTake: (): Call | null => {
      switch (own.reader) {
        case 'eip2535':
          return call(governance, own.controller, {
            abi: diamondCutFacetAbi,
            functionName: 'diamondCut',
            args: [
              [{ facetAddress: zeroAddress, action: 2, functionSelectors: [FUNCTIONS.take] }],
              zeroAddress,
              '0x',
            ],
          })
        case 'diamond-pau':
          return call(governance, own.controller, {
            abi: controllerAbi,
            functionName: 'removeIntegrations',
            args: [[text('SPARK_VAULT_FACET')]],
          })
        default:
          return null
      }
    },
    /** Freezes in a BeamState, as guardians do through their council. */
    freeze: (registry: Address, account: Address): Call =>
      call(governance, registry, { abi: freezeRegistryAbi, functionName: 'freeze', args: [account] }),
    /** Where the controllers ask whether a relayer is frozen. */
    freezesIn,
    setMaxExchangeRate: (shares: bigint, assets: bigint): Call =>
      call(governance, addresses.diamond, {
        abi: erc4626FacetAbi,
        functionName: 'setMaxExchangeRate',
        args: [prime.vault, shares, assets],
      }),
    /** Allows any code to be wired in. */
    allowAnyCode: (): Call =>
      call(governance, facetAllowlist, {
        abi: facetAllowlistAbi,
        functionName: 'setEnforced',
        args: [false],
      }),
    cut: (
      diamond: Address,
      facetAddress: Address,
      action: 0 | 1 | 2,
      functionSelectors: readonly Hex[],
    ): Call =>
      call(governance, diamond, {
        abi: diamondCutFacetAbi,
        functionName: 'diamondCut',
        args: [[{ facetAddress, action, functionSelectors }], zeroAddress, '0x'],
      }),
    limits: {
      take: { rateLimits: prime.controllers[0].rateLimits, key: keys.take(prime.vault) },
      mint: { rateLimits: addresses.rateLimits, key: keys.mint },
      deposit: { rateLimits: addresses.rateLimits, key: keys.deposit(prime.vault) },
      withdraw: { rateLimits: addresses.rateLimits, key: keys.withdraw(prime.vault) },
    },
    /** The Prime's own limits, which decide how much it has to give back. */
    otherLimits: [
      { rateLimits: prime.controllers[0].rateLimits, key: keys.mint },
      { rateLimits: prime.controllers[0].rateLimits, key: keys.transfer(mcd.usds, prime.vault) },
    ],
  } as const
}

/** The Prime of a scenario with a Diamond whose vault is still empty, so that a test can fill it to its own measure. */
export async function emptyPrime(
  client: Client,
  { generators: [generator] }: Deployment,
): Promise<PrimeDeployment> {
  for (const prime of generator?.primes ?? []) {
    if (prime.controllers[0].reader !== 'eip2535') continue
    const call = { address: prime.vault, abi: primeVaultAbi, functionName: 'totalSupply' } as const
    if ((await client.readContract(call)) === 0n) return prime
  }
  throw new RangeError('The scenario has no Prime with a Diamond and an empty vault')
}
