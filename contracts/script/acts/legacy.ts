import { type Address, type Hex, stringToHex } from 'viem'
import { allocatorBufferAbi, allocatorVaultAbi, autoLineAbi, usdsAbi, vatAbi } from '@/lib/abi'
import { debtThousands, millions, thousands } from '../amounts'
import { type Call, callOf } from '../chain'
import { workingOf } from '../controllers'
import { burning, minting } from '../operations'
import { roles } from '../roles'
import { leads, type Stage } from '../stage'

const parameter = (name: string) => stringToHex(name, { size: 32 })

/** Every Prime draws on its legacy ilk. */
export async function drawLegacyDebt({ chain, primes, unfunded }: Stage): Promise<void> {
  await chain.sendAll(
    roles.primeRelayer.address,
    [...primes, ...unfunded].map(({ legacy, contracts }) =>
      minting(workingOf(contracts), thousands(legacy[0]?.draws ?? 0n)),
    ),
  )
}

/**
 * Winds down old ilks that no controller uses. Governance draws on them, passes the funds on and closes their ceilings, so
 * that debt without headroom remains.
 */
export async function windDownOldIlks(stage: Stage): Promise<Call[]> {
  const { vat } = stage.deployed.core.mcd
  const old = stage.primes.flatMap(({ legacy, contracts }) =>
    legacy.flatMap(({ draws, gap, woundDown }, index) => {
      const allocator = contracts.legacy[index]
      if (!woundDown || allocator === undefined) return []
      return [{ ...allocator, receiver: contracts.pau.almProxy, draws, line: debtThousands(draws + gap) }]
    }),
  )
  const total = await stage.chain.read({ address: vat, abi: vatAbi, functionName: 'Line' })
  const closed = old.reduce((sum, { line }) => sum + line, 0n)
  return [
    ...old.flatMap((allocator) => drawTo(stage, allocator, allocator.receiver, thousands(allocator.draws))),
    ...old.map(({ ilk }) =>
      callOf(vat, { abi: vatAbi, functionName: 'file', args: [ilk, parameter('line'), 0n] }),
    ),
    callOf(vat, { abi: vatAbi, functionName: 'file', args: [parameter('Line'), total - closed] }),
  ]
}

/** Governance draws on an ilk and moves the funds from its buffer to `receiver`. */
function drawTo(
  { deployed }: Stage,
  { vault, buffer }: { readonly vault: Address; readonly buffer: Address },
  receiver: Address,
  amount: bigint,
): Call[] {
  const { mcd, governance } = deployed.core
  return [
    callOf(vault, { abi: allocatorVaultAbi, functionName: 'draw', args: [amount] }),
    callOf(buffer, {
      abi: allocatorBufferAbi,
      functionName: 'approve',
      args: [mcd.usds, governance.pauseProxy, amount],
    }),
    callOf(mcd.usds, { abi: usdsAbi, functionName: 'transferFrom', args: [buffer, receiver, amount] }),
  ]
}

/** The third Prime repays a part of its legacy debt. */
export async function repayLegacyDebt(stage: Stage): Promise<void> {
  await stage.chain.sendAll(roles.primeRelayer.address, [
    burning(workingOf(leads(stage).third.contracts), millions(10n)),
  ])
}

/** The first Prime draws on its legacy ilk again, although it has funds of the Generator. @param amount [wad] */
export async function drawMoreLegacyDebt(stage: Stage, amount: bigint): Promise<void> {
  await stage.chain.sendAll(roles.primeRelayer.address, [
    minting(workingOf(leads(stage).first.contracts), amount),
  ])
}

/** Anyone lets AutoLine follow the debt of an ilk. */
export async function followDebt({ chain, deployed }: Stage, ilk: Hex): Promise<void> {
  await chain.send(roles.keeper.address, deployed.core.mcd.autoLine, {
    abi: autoLineAbi,
    functionName: 'exec',
    args: [ilk],
  })
}

/** Anyone lets AutoLine follow the legacy debt of the first Prime. @throws RangeError when it has none */
export async function followLegacyDebt(stage: Stage): Promise<void> {
  const [allocator] = leads(stage).first.contracts.legacy
  if (allocator === undefined) throw new RangeError('The first Prime has no legacy ilk')
  await followDebt(stage, allocator.ilk)
}
