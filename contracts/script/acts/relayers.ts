import type { Address } from 'viem'
import { erc4626FacetAbi, usdsFacetAbi } from '@/lib/abi'
import { millions, thousands, UNLIMITED } from '../amounts'
import { type Call, callOf } from '../chain'
import { workingOf } from '../controllers'
import { returning, taking } from '../operations'
import { mintedIn } from '../primes'
import { roles } from '../roles'
import { generatorOf, leads, type Stage } from '../stage'

const mint = (stage: Stage, amount: bigint): Call =>
  callOf(generatorOf(stage).diamond, { abi: usdsFacetAbi, functionName: 'mintUSDS', args: [amount] })

const deposit = (stage: Stage, vault: Address, amount: bigint): Call =>
  callOf(generatorOf(stage).diamond, {
    abi: erc4626FacetAbi,
    functionName: 'depositERC4626',
    args: [vault, amount, 0n],
  })

/** Relayer 1 mints what a round needs, deposits the share of each Prime and keeps a little. */
export async function fundVaults(stage: Stage, round: 0 | 1): Promise<void> {
  await stage.chain.sendAll(roles.relayer1.address, [
    mint(stage, thousands(mintedIn(stage.primes, round))),
    ...stage.primes.flatMap(({ deposits, contracts: { vault } }) =>
      deposits[round] > 0n ? [deposit(stage, vault, thousands(deposits[round]))] : [],
    ),
  ])
}

/** The Primes take what they need from their vaults. */
export async function takeFunds({ chain, primes }: Stage, round: 0 | 1 | 2): Promise<void> {
  await chain.sendAll(
    roles.primeRelayer.address,
    primes.flatMap(({ takes, contracts }) =>
      takes[round] === 0n ? [] : [taking(workingOf(contracts), contracts.vault, thousands(takes[round]))],
    ),
  )
}

/** The first Prime returns a part of what it took. */
export async function returnFunds(stage: Stage): Promise<void> {
  const { contracts } = leads(stage).first
  await stage.chain.sendAll(roles.primeRelayer.address, [
    returning(workingOf(contracts), stage.deployed.core.mcd.usds, contracts.vault, millions(4n)),
  ])
}

/** Relayer 1 recalls funds from the first vault and repays debt with them. */
export async function recallAndRepay(stage: Stage): Promise<void> {
  const { diamond } = generatorOf(stage)
  const { vault } = leads(stage).first.contracts
  await stage.chain.sendAll(roles.relayer1.address, [
    callOf(diamond, {
      abi: erc4626FacetAbi,
      functionName: 'withdrawERC4626',
      args: [vault, millions(5n), UNLIMITED],
    }),
    callOf(diamond, { abi: usdsFacetAbi, functionName: 'burnUSDS', args: [millions(5n)] }),
  ])
}

/** The last act of relayer 1, which leaves the mint limit and a deposit limit partly used. */
export async function drawOnLimits(stage: Stage): Promise<void> {
  await stage.chain.sendAll(roles.relayer1.address, [
    mint(stage, millions(24n)),
    deposit(stage, leads(stage).first.contracts.vault, millions(15n)),
  ])
}
