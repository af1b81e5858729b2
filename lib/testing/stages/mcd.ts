import { type Address, encodeDeployData, type Hex, toHex, zeroAddress } from 'viem'
import {
  allocatorBufferAbi,
  allocatorVaultAbi,
  autoLineAbi,
  jugAbi,
  usdsAbi,
  usdsJoinAbi,
  vatAbi,
} from '@/lib/abi'
import { type Client, creationCode, deploy, send, startTestChain } from '@/lib/cli/test-chain'
import type { DebtState } from '@/lib/debt/types'
import { MAX_UINT256, RAD, RAY, rad, ray, WAD, wad } from '@/lib/math'
import { type Call, call } from './simulate'

export const ILK = toHex('ALLOCATOR-TEST-A', { size: 32 })
/** It provides the debt of all, and the funds to repay the first ilk. */
const OTHER_ILK = toHex('ALLOCATOR-OTHER-A', { size: 32 })
export const INK = 10n ** 12n * WAD
const FUNDS = 5n * 10n ** 10n * WAD
export const text = (name: string): Hex => toHex(name, { size: 32 })

export type Mcd = Awaited<ReturnType<typeof startMcd>>

/** MCD on its own chain, with an AllocatorVault whose buffer can repay any debt. One account may do everything. */
export async function startMcd() {
  const { client, accounts, stop } = await startTestChain()
  try {
    return { client, stop, ...(await deployMcd(client, accounts[0])) }
  } catch (error) {
    await stop()
    throw error
  }
}

async function deployMcd(client: Client, admin: Address) {
  const create = (name: string, abi: readonly unknown[] = [], args: readonly unknown[] = []) =>
    deploy(client, admin, encodeDeployData({ abi, bytecode: creationCode(name), args } as never))
  const act = ({ from, to, data }: Call) => send(client, from, to, data)

  const vat = await create('Vat')
  const jug = await create('Jug', jugAbi, [vat])
  const usds = await create('Usds')
  const usdsJoin = await create('UsdsJoin', usdsJoinAbi, [vat, usds])
  const autoLine = await create('AutoLine', autoLineAbi, [vat])
  const roles = await create('AllocatorRoles')
  const onVat = (functionName: string, args: readonly unknown[]) =>
    call(admin, vat, { abi: vatAbi, functionName, args })
  const onJug = (functionName: string, args: readonly unknown[]) =>
    call(admin, jug, { abi: jugAbi, functionName, args })
  const onAutoLine = (functionName: string, args: readonly unknown[]) =>
    call(admin, autoLine, { abi: autoLineAbi, functionName, args })
  const onUsds = (functionName: string, args: readonly unknown[]) =>
    call(admin, usds, { abi: usdsAbi, functionName, args })

  /** Opens an AllocatorVault on its own ilk. */
  const open = async (ilk: Hex) => {
    const buffer = await create('AllocatorBuffer')
    const vault = await create('AllocatorVault', allocatorVaultAbi, [roles, buffer, ilk, usdsJoin])
    const onVault = (functionName: string, args: readonly unknown[]) =>
      call(admin, vault, { abi: allocatorVaultAbi, functionName, args })
    const approve = (spender: Address) =>
      call(admin, buffer, {
        abi: allocatorBufferAbi,
        functionName: 'approve',
        args: [usds, spender, MAX_UINT256],
      })
    for (const step of [
      onVat('init', [ilk]),
      onVat('file', [ilk, text('spot'), RAY]),
      onVat('slip', [ilk, vault, INK]),
      onVat('grab', [ilk, vault, vault, zeroAddress, INK, 0n]),
      onJug('init', [ilk]),
      onVault('file', [text('jug'), jug]),
      approve(vault),
      approve(admin),
    ]) {
      await act(step)
    }
    return { vault, buffer, onVault }
  }

  for (const step of [
    onVat('rely', [jug]),
    onVat('rely', [autoLine]),
    onUsds('rely', [usdsJoin]),
    onJug('file', [text('vow'), admin]),
  ]) {
    await act(step)
  }
  const { vault, buffer, onVault } = await open(ILK)
  const other = await open(OTHER_ILK)
  for (const step of [
    onVat('file', [OTHER_ILK, text('line'), 10n ** 11n * RAD]),
    onVat('file', [text('Line'), 10n ** 11n * RAD]),
    other.onVault('draw', [FUNDS]),
    onUsds('transferFrom', [other.buffer, buffer, FUNDS]),
  ]) {
    await act(step)
  }

  return {
    act,
    vault,
    onVat,
    onJug,
    onAutoLine,
    draw: (amount: bigint): Call => onVault('draw', [amount]),
    wipe: (amount: bigint): Call => onVault('wipe', [amount]),
    read: () => readState(client, { vat, jug, autoLine, vault }),
  }
}

type Addresses = Readonly<Record<'vat' | 'jug' | 'autoLine' | 'vault', Address>>

async function readState(client: Client, { vat, jug, autoLine, vault }: Addresses): Promise<DebtState> {
  const onVat = { address: vat, abi: vatAbi } as const
  const onJug = { address: jug, abi: jugAbi } as const
  const [ilk, urn, debt, Line, live, jugIlk, base, auto] = await Promise.all([
    client.readContract({ ...onVat, functionName: 'ilks', args: [ILK] }),
    client.readContract({ ...onVat, functionName: 'urns', args: [ILK, vault] }),
    client.readContract({ ...onVat, functionName: 'debt' }),
    client.readContract({ ...onVat, functionName: 'Line' }),
    client.readContract({ ...onVat, functionName: 'live' }),
    client.readContract({ ...onJug, functionName: 'ilks', args: [ILK] }),
    client.readContract({ ...onJug, functionName: 'base' }),
    client.readContract({ address: autoLine, abi: autoLineAbi, functionName: 'ilks', args: [ILK] }),
  ])
  return {
    ilk: { Art: wad(ilk[0]), rate: ray(ilk[1]), spot: ray(ilk[2]), line: rad(ilk[3]), dust: rad(ilk[4]) },
    urn: { ink: wad(urn[0]), art: wad(urn[1]) },
    jug: { duty: ray(jugIlk[0]), rho: jugIlk[1] },
    base: ray(base),
    vat: { debt: rad(debt), Line: rad(Line), live },
    autoLine: {
      line: rad(auto[0]),
      gap: rad(auto[1]),
      ttl: BigInt(auto[2]),
      last: BigInt(auto[3]),
      lastInc: BigInt(auto[4]),
    },
  }
}
