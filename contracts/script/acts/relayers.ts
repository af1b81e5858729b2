import { type Address, type Hex, stringToHex } from 'viem'
import {
  allocatorBufferAbi,
  allocatorVaultAbi,
  autoLineAbi,
  erc4626FacetAbi,
  primeVaultAbi,
  sparkVaultFacetAbi,
  transferAssetFacetAbi,
  usdsAbi,
  usdsFacetAbi,
  vatAbi,
} from '@/lib/abi'
import { millions, UNLIMITED, yearly } from '../amounts'
import { roles } from '../roles'
import { generatorOf, leads, type Stage } from '../stage'

const governance = roles.governance.address

const parameter = (name: string) => stringToHex(name, { size: 32 })

/** The setter gives every vault its rate. */
export async function setVaultRates({ chain, primes }: Stage): Promise<void> {
  for (const { contracts } of primes) {
    await chain.send(roles.cBeam.address, contracts.vault, {
      abi: primeVaultAbi,
      functionName: 'setVsr',
      args: [yearly.fourAndThreeQuarters],
    })
  }
}

const mint = ({ chain }: Stage, relayer: Address, diamond: Address, amount: bigint) =>
  chain.send(relayer, diamond, { abi: usdsFacetAbi, functionName: 'mintUSDS', args: [millions(amount)] })

/** Every Prime draws on its legacy ilk. */
export async function drawLegacyDebt(stage: Stage): Promise<void> {
  for (const { legacy, contracts } of stage.primes) {
    await mint(stage, roles.primeRelayer.address, contracts.pau.diamond, legacy[0]?.debt ?? 0n)
  }
}

/**
 * Ilks of earlier days, which no controller works on: governance has them draw, passes the funds on, and closes
 * their ceilings, so that debt without headroom remains.
 */
export async function windDownOldIlks(stage: Stage): Promise<void> {
  for (const { legacy, contracts } of stage.primes) {
    for (const [index, { debt, woundDown }] of legacy.entries()) {
      const allocator = contracts.legacy[index]
      if (!woundDown || allocator === undefined) continue
      await drawTo(stage, allocator, contracts.pau.almProxy, millions(debt))
      await closeCeiling(stage, allocator.ilk)
    }
  }
}

/** Governance draws on an ilk and moves the funds from its buffer to `receiver`. */
async function drawTo(
  { chain, deployed }: Stage,
  { vault, buffer }: { readonly vault: Address; readonly buffer: Address },
  receiver: Address,
  amount: bigint,
): Promise<void> {
  const { usds } = deployed.core.mcd
  await chain.send(governance, vault, { abi: allocatorVaultAbi, functionName: 'draw', args: [amount] })
  await chain.send(governance, buffer, {
    abi: allocatorBufferAbi,
    functionName: 'approve',
    args: [usds, governance, amount],
  })
  await chain.send(governance, usds, {
    abi: usdsAbi,
    functionName: 'transferFrom',
    args: [buffer, receiver, amount],
  })
}

/** Governance sets the ceiling of an ilk to zero, and that of the system to as much less. */
async function closeCeiling({ chain, deployed }: Stage, ilk: Hex): Promise<void> {
  const vat = { address: deployed.core.mcd.vat, abi: vatAbi } as const
  const [, , , line] = await chain.read({ ...vat, functionName: 'ilks', args: [ilk] })
  const total = await chain.read({ ...vat, functionName: 'Line' })
  await chain.send(governance, vat.address, {
    abi: vatAbi,
    functionName: 'file',
    args: [ilk, parameter('line'), 0n],
  })
  await chain.send(governance, vat.address, {
    abi: vatAbi,
    functionName: 'file',
    args: [parameter('Line'), total - line],
  })
}

/** Relayer 1 mints and deposits what each Prime is to get in a round, and keeps a little. */
export async function fundVaults(stage: Stage, round: 0 | 1): Promise<void> {
  const deposited = stage.primes.reduce((sum, { deposits }) => sum + deposits[round], 0n)
  await mint(stage, roles.relayer1.address, generatorOf(stage).diamond, deposited + 2n)
  for (const { deposits, contracts } of stage.primes) {
    if (deposits[round] > 0n) await deposit(stage, contracts.vault, deposits[round])
  }
}

const deposit = (stage: Stage, vault: Address, amount: bigint) =>
  stage.chain.send(roles.relayer1.address, generatorOf(stage).diamond, {
    abi: erc4626FacetAbi,
    functionName: 'depositERC4626',
    args: [vault, millions(amount), 0n],
  })

/** The Primes take what they need of it. */
export async function takeFunds({ chain, primes }: Stage, round: 0 | 1): Promise<void> {
  for (const { takes, contracts } of primes) {
    if (takes[round] === 0n) continue
    await chain.send(roles.primeRelayer.address, contracts.pau.diamond, {
      abi: sparkVaultFacetAbi,
      functionName: 'takeFromSparkVault',
      args: [contracts.vault, millions(takes[round])],
    })
  }
}

/** The first Prime returns a part of what it took. */
export async function returnFunds(stage: Stage): Promise<void> {
  const { contracts } = leads(stage).first
  await stage.chain.send(roles.primeRelayer.address, contracts.pau.diamond, {
    abi: transferAssetFacetAbi,
    functionName: 'transferAsset',
    args: [stage.deployed.core.mcd.usds, contracts.vault, millions(4n)],
  })
}

/** Anyone lets AutoLine follow the debt of the Generator. */
export async function followDebt({ chain, deployed }: Stage): Promise<void> {
  await chain.send(roles.keeper.address, deployed.core.mcd.autoLine, {
    abi: autoLineAbi,
    functionName: 'exec',
    args: [deployed.core.generator.allocator.ilk],
  })
}

/** Relayer 1 recalls funds from the first vault and repays debt with them. */
export async function recallAndRepay(stage: Stage): Promise<void> {
  const { diamond } = generatorOf(stage)
  const { vault } = leads(stage).first.contracts
  await stage.chain.send(roles.relayer1.address, diamond, {
    abi: erc4626FacetAbi,
    functionName: 'withdrawERC4626',
    args: [vault, millions(5n), UNLIMITED],
  })
  await stage.chain.send(roles.relayer1.address, diamond, {
    abi: usdsFacetAbi,
    functionName: 'burnUSDS',
    args: [millions(5n)],
  })
}

/** What relayer 1 did last: it leaves both limits partly used. */
export async function drawOnLimits(stage: Stage): Promise<void> {
  await mint(stage, roles.relayer1.address, generatorOf(stage).diamond, 24n)
  await deposit(stage, leads(stage).first.contracts.vault, 15n)
}
