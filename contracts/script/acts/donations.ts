import type { Address } from 'viem'
import { jugAbi, usdsAbi, usdsJoinAbi, vatAbi } from '@/lib/abi'
import { thousands } from '../amounts'
import { type Call, callOf } from '../chain'
import { roles } from '../roles'
import { leads, type Stage } from '../stage'
import { SAVINGS } from './srusds'

/** Pays thousands of USDS out of what the caller has in the Vat. */
const exit = (usdsJoin: Address, to: Address, amount: bigint): Call =>
  callOf(usdsJoin, { abi: usdsJoinAbi, functionName: 'exit', args: [to, thousands(amount)] })

/** Governance collects the fees of the first legacy ilk and pays a part of them to the donor, and to savers. */
export function paymentOutOfFees(stage: Stage): Call[] {
  const { jug, vat, usdsJoin } = stage.deployed.core.mcd
  const ilk = leads(stage).first.contracts.legacy[0]?.ilk ?? '0x'
  return [
    callOf(jug, { abi: jugAbi, functionName: 'drip', args: [ilk] }),
    callOf(vat, { abi: vatAbi, functionName: 'hope', args: [usdsJoin] }),
    exit(usdsJoin, roles.donor.address, 200n),
    ...(Object.entries(SAVINGS) as [keyof typeof SAVINGS, bigint][]).map(([name, amount]) =>
      exit(usdsJoin, roles[name].address, amount),
    ),
  ]
}

/** The donor sends USDS to an address. */
async function donate({ chain, deployed }: Stage, to: Address, amount: bigint): Promise<void> {
  await chain.send(roles.donor.address, deployed.core.mcd.usds, {
    abi: usdsAbi,
    functionName: 'transfer',
    args: [to, amount],
  })
}

/** The donor transfers USDS to the third vault, in the mistaken belief that this buys shares. */
export const donateToVault = (stage: Stage): Promise<void> =>
  donate(stage, leads(stage).third.contracts.vault, thousands(25n))

/** The donor sends USDS to the buffer of the Generator, which is otherwise empty. */
export const donateToBuffer = (stage: Stage): Promise<void> =>
  donate(stage, stage.deployed.core.generator.allocator.buffer, thousands(10n))
