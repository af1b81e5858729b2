import { type Address, type Hex, toHex, zeroAddress } from 'viem'
import { allocatorVaultAbi, usdsAbi, usdsJoinAbi } from '@/lib/abi'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { ConsoleModel } from '@/lib/console/model'
import { RAY, type Wad } from '@/lib/math'
import { emits, NO_WORD, noteOf, word } from './emits'

type Mcd = Pick<ConsoleModel, 'mcd'>

/** From whom tokens come that are minted, and to whom those go that are burned. */
export const NOBODY: Address = zeroAddress

/** An allocator whose debt changes. */
export interface Allocator {
  readonly ilk: Hex
  readonly allocatorVault: Address
}

/** An allocator with what moves the USDS that it draws: from its buffer to an ALMProxy, or back. */
export interface Drawer extends Allocator {
  readonly buffer: Address
  readonly proxy: Address
  readonly usds: Address
}

/** USDS is minted to the buffer, and the ALMProxy moves it to itself. */
export function drawEvents(
  model: Mcd,
  { buffer, proxy, usds, ...allocator }: Drawer,
  wad: Wad,
): readonly ExpectedEvent[] {
  const { usdsJoin } = model.mcd.addresses
  const { ilk, allocatorVault } = allocator
  return [
    ...dripNotes(model, ilk),
    ...vatNotes(model, allocator, allocatorVault, usdsJoin, wad),
    emits(usds, usdsAbi, 'Transfer', { from: NOBODY, to: buffer, value: wad }),
    emits(usdsJoin, usdsJoinAbi, 'Exit', { caller: allocatorVault, usr: buffer, wad }),
    emits(allocatorVault, allocatorVaultAbi, 'Draw', { sender: proxy, wad }),
    emits(usds, usdsAbi, 'Transfer', { from: buffer, to: proxy, value: wad }),
  ]
}

/** The notes of a drip. Every draw and wipe begins with one. */
export function dripNotes({ mcd }: Mcd, ilk: Hex): readonly ExpectedEvent[] {
  const { vat, jug } = mcd.addresses
  return [
    noteOf(jug, 'drip(bytes32)', [ilk, NO_WORD, NO_WORD]),
    noteOf(vat, 'fold(bytes32,address,int256)', [ilk, null, null]),
  ]
}

/** The notes of a change of the debt of an allocator, and of the move of its worth between two accounts of the Vat. */
export function vatNotes(
  { mcd }: Mcd,
  { ilk, allocatorVault }: Allocator,
  from: Address,
  to: Address,
  wad: Wad,
): readonly ExpectedEvent[] {
  const { vat } = mcd.addresses
  return [
    noteOf(vat, 'frob(bytes32,address,address,address,int256,int256)', [ilk, word(allocatorVault), NO_WORD]),
    noteOf(vat, 'move(address,address,uint256)', [word(from), word(to), word(toHex(wad * RAY))]),
  ]
}
