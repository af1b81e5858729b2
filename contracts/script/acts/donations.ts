import type { Address } from 'viem'
import { jugAbi, usdsAbi, usdsJoinAbi, vatAbi } from '@/lib/abi'
import { thousands } from '../amounts'
import { callOf } from '../chain'
import { roles } from '../roles'
import { leads, type Stage } from '../stage'

/** Anyone collects the fees of the first legacy ilk, and governance pays somebody out of them. */
export async function payOutOfFees(stage: Stage): Promise<void> {
  const { jug, vat, usdsJoin } = stage.deployed.core.mcd
  const ilk = leads(stage).first.contracts.legacy[0]?.ilk ?? '0x'
  await stage.chain.send(roles.keeper.address, jug, { abi: jugAbi, functionName: 'drip', args: [ilk] })
  await stage.chain.sendAll(roles.governance.address, [
    callOf(vat, { abi: vatAbi, functionName: 'hope', args: [usdsJoin] }),
    callOf(usdsJoin, {
      abi: usdsJoinAbi,
      functionName: 'exit',
      args: [roles.donor.address, thousands(200n)],
    }),
  ])
}

/** The donor sends USDS to an address. */
async function donate({ chain, deployed }: Stage, to: Address, amount: bigint): Promise<void> {
  await chain.send(roles.donor.address, deployed.core.mcd.usds, {
    abi: usdsAbi,
    functionName: 'transfer',
    args: [to, amount],
  })
}

/** Somebody mistakes the third vault for one that gives shares for a transfer. */
export const donateToVault = (stage: Stage): Promise<void> =>
  donate(stage, leads(stage).third.contracts.vault, thousands(25n))

/** The same for the Generator, whose buffer is empty but for this. */
export const donateToBuffer = (stage: Stage): Promise<void> =>
  donate(stage, stage.deployed.core.generator.allocator.buffer, thousands(10n))
