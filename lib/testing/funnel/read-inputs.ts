import type { Address, Hex } from 'viem'
import { MULTICALL3, roles } from '@/contracts/script/scenario'
import {
  adminFacetAbi,
  allocatorVaultAbi,
  almProxyAbi,
  autoLineAbi,
  diamondLoupeFacetAbi,
  erc4626FacetAbi,
  freezeRegistryAbi,
  jugAbi,
  primeVaultAbi,
  rateLimitsAbi,
  usdsAbi,
  vatAbi,
} from '@/lib/abi'
import type { Client } from '@/lib/cli/test-chain'
import { rad, ray, sharesOf, wad } from '@/lib/math'
import { storedGuardrails } from '@/lib/testing/stages/stored-guardrails'
import type { FunnelInputs, RelayerState } from '@/lib/vaults/funnel/types'
import { CONTROLLER, DEPOSITOR_ROLE, FUNCTIONS, RELAYER, type Stage, TAKER_ROLE } from './stage'

/** The inputs of the funnel, as the contracts hold them at the latest block. */
export async function readInputs(client: Client, stage: Stage): Promise<FunnelInputs> {
  const { mcd, prime, generator, ilk, limits, oldFacet } = stage
  const vat = { address: mcd.vat, abi: vatAbi } as const
  const jug = { address: mcd.jug, abi: jugAbi } as const
  const vault = { address: prime.vault, abi: primeVaultAbi } as const
  const usds = { address: mcd.usds, abi: usdsAbi, functionName: 'balanceOf' } as const
  const limit = ({ rateLimits, key }: (typeof limits)[keyof typeof limits]) =>
    ({ address: rateLimits, abi: rateLimitsAbi, functionName: 'getRateLimitData', args: [key] }) as const
  const holds = (address: Address, of: Hex, account: Address) =>
    ({ address, abi: almProxyAbi, functionName: 'hasRole', args: [of, account] }) as const
  const relayers = (address: Address) =>
    ({ address, abi: adminFacetAbi, functionName: 'getRoleMemberCount', args: [RELAYER] }) as const
  const facet = (address: Address, selector: Hex) =>
    ({ address, abi: diamondLoupeFacetAbi, functionName: 'facetAddress', args: [selector] }) as const
  const many = { allowFailure: false, multicallAddress: MULTICALL3, batchSize: 0 } as const

  const [ilkOf, urn, debt, Line, live, jugIlk, base, autoLine, spent, idle, generatorIdle, allowance] =
    await client.multicall({
      ...many,
      contracts: [
        { ...vat, functionName: 'ilks', args: [ilk] },
        { ...vat, functionName: 'urns', args: [ilk, generator.allocatorVault] },
        { ...vat, functionName: 'debt' },
        { ...vat, functionName: 'Line' },
        { ...vat, functionName: 'live' },
        { ...jug, functionName: 'ilks', args: [ilk] },
        { ...jug, functionName: 'base' },
        { address: mcd.autoLine, abi: autoLineAbi, functionName: 'ilks', args: [ilk] },
        { ...vault, functionName: 'balanceOf', args: [generator.almProxy] },
        { ...usds, args: [prime.vault] },
        { ...usds, args: [generator.almProxy] },
        {
          address: mcd.usds,
          abi: usdsAbi,
          functionName: 'allowance',
          args: [generator.allocatorBuffer, generator.almProxy],
        },
      ],
    })
  const [chi, vsr, rho, totalSupply, depositCap, guardrails, rate, take, mint, deposit, withdraw] =
    await client.multicall({
      ...many,
      contracts: [
        { ...vault, functionName: 'chi' },
        { ...vault, functionName: 'vsr' },
        { ...vault, functionName: 'rho' },
        { ...vault, functionName: 'totalSupply' },
        { ...vault, functionName: 'depositCap' },
        { ...vault, functionName: 'guardrails' },
        {
          address: generator.diamond,
          abi: erc4626FacetAbi,
          functionName: 'maxExchangeRates',
          args: [prime.vault],
        },
        limit(limits.take),
        limit(limits.mint),
        limit(limits.deposit),
        limit(limits.withdraw),
      ],
    })
  const [ward, primeRelayers, relayersOf, ...held] = await client.multicall({
    ...many,
    contracts: [
      {
        address: generator.allocatorVault,
        abi: allocatorVaultAbi,
        functionName: 'wards',
        args: [generator.almProxy],
      },
      relayers(prime.controllers[0].controller),
      relayers(generator.diamond),
      holds(prime.controllers[0].rateLimits, CONTROLLER, prime.controllers[0].controller),
      holds(prime.almProxy, CONTROLLER, prime.controllers[0].controller),
      holds(prime.vault, TAKER_ROLE, prime.almProxy),
      holds(prime.vault, TAKER_ROLE, generator.almProxy),
      holds(prime.vault, DEPOSITOR_ROLE, generator.almProxy),
      holds(generator.rateLimits, CONTROLLER, generator.diamond),
      holds(generator.almProxy, CONTROLLER, generator.diamond),
    ],
  })
  // The state of the relayers that the stage acts as; a freeze of one of them counts as a freeze of all.
  const state = async (count: bigint, registry: Address | null, account: Address): Promise<RelayerState> => {
    if (count === 0n) return 'none'
    if (registry === null) return 'active'
    const frozen = { address: registry, abi: freezeRegistryAbi, functionName: 'frozen' } as const
    return (await client.readContract({ ...frozen, args: [account] })) ? 'frozen' : 'active'
  }
  const [primeOnLimits, primeOnProxy, taker, depositorTakes, depositor, onLimits, onProxy] = held
  const facets = await client.multicall({
    ...many,
    contracts: [
      facet(prime.controllers[0].controller, FUNCTIONS.take),
      facet(generator.diamond, FUNCTIONS.mint),
      facet(generator.diamond, FUNCTIONS.deposit),
      facet(generator.diamond, FUNCTIONS.withdraw),
    ],
  })
  const [takeFunction, mintFunction, depositFunction, withdrawFunction] = facets.map(
    (at) => BigInt(at) !== 0n,
  )

  return {
    prime: {
      vault: {
        chi: ray(chi),
        vsr: ray(vsr),
        rho,
        totalSupply: sharesOf(totalSupply),
        depositCap: wad(depositCap),
        idle: wad(idle),
        guardrails: storedGuardrails(guardrails),
      },
      generatorShares: sharesOf(spent),
      takeLimit: take,
      depositLimit: deposit,
      withdrawLimit: withdraw,
      maxExchangeRate: rate,
      wires: {
        takeFunction: takeFunction === true,
        relayer: await state(primeRelayers, stage.freezesIn.prime, roles.primeRelayer.address),
        controllerOnRateLimits: primeOnLimits === true,
        controllerOnProxy: primeOnProxy === true,
        taker: taker === true,
        depositorIsNoTaker: depositorTakes === false,
        depositor: depositor === true,
      },
    },
    generator: {
      debt: {
        ilk: {
          Art: wad(ilkOf[0]),
          rate: ray(ilkOf[1]),
          spot: ray(ilkOf[2]),
          line: rad(ilkOf[3]),
          dust: rad(ilkOf[4]),
        },
        urn: { ink: wad(urn[0]), art: wad(urn[1]) },
        jug: { duty: ray(jugIlk[0]), rho: jugIlk[1] },
        base: ray(base),
        vat: { debt: rad(debt), Line: rad(Line), live },
        autoLine: {
          line: rad(autoLine[0]),
          gap: rad(autoLine[1]),
          ttl: BigInt(autoLine[2]),
          last: BigInt(autoLine[3]),
          lastInc: BigInt(autoLine[4]),
        },
      },
      idle: wad(generatorIdle),
      mintLimit: mint,
      bufferAllowance: wad(allowance),
      zeroLimitBlocksRecall: BigInt(facets[3]) === BigInt(oldFacet),
      wires: {
        mintFunction: mintFunction === true,
        depositFunction: depositFunction === true,
        withdrawFunction: withdrawFunction === true,
        relayer: await state(relayersOf, stage.freezesIn.generator, roles.relayer1.address),
        controllerOnRateLimits: onLimits === true,
        controllerOnProxy: onProxy === true,
        allocatorVault: ward === 1n,
      },
    },
  }
}
