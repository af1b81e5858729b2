import { type Address, type Hex, toHex } from 'viem'
import {
  allocatorVaultAbi,
  legacyMigrationFacetAbi,
  primeVaultAbi,
  rateLimitsAbi,
  usdsAbi,
  usdsJoinAbi,
} from '@/lib/abi'
import type { ExpectedEvent } from '@/lib/console/emitted'
import { currentLimit, limitKeyFor } from '@/lib/limits'
import { MAX_UINT256, RAY, type Wad } from '@/lib/math'
import {
  afterMigrate,
  afterMigrateBack,
  type StepDirection,
  type StepInputs,
  type StepOutcome,
} from '@/lib/migration'
import { emits, NO_WORD, noteOf, word } from '../emits'
import type { Where } from './step-effects'

const NOBODY: Address = '0x0000000000000000000000000000000000000000'

/** One side of a step: the allocator whose debt changes, and the ALMProxy that holds the USDS during the step. */
interface Side {
  readonly ilk: Hex
  readonly allocatorVault: Address
  readonly buffer: Address
  readonly proxy: Address
}

/**
 * Every event of a step, exact to the wei and the second: each movement of USDS and of shares, and who makes it. Empty
 * where a contract that takes part is not known, so that no event of the step counts as stated.
 *
 * @throws {Uint256Error} where the contracts revert for a number out of range
 */
export function stepEvents(
  where: Where,
  inputs: StepInputs,
  direction: StepDirection,
  amount: Wad,
): readonly ExpectedEvent[] {
  const { generator, prime, ilk, model } = where
  const legacyBuffer = prime.legacyWires.find(({ id }) => id === ilk.id)?.buffer
  if (!legacyBuffer?.ok) return []
  const over = direction === 'over'
  const outcome = (over ? afterMigrate : afterMigrateBack)(inputs, amount, model.time)
  const { moved } = outcome
  const own: Side = {
    ilk: generator.debt.ilk,
    allocatorVault: generator.addresses.allocatorVault,
    buffer: generator.addresses.allocatorBuffer,
    proxy: generator.addresses.almProxy,
  }
  const legacy: Side = {
    ilk: ilk.ilk,
    allocatorVault: ilk.allocatorVault,
    buffer: legacyBuffer.value,
    proxy: prime.addresses.almProxy,
  }
  const step = { prime: legacy.proxy, ilk: ilk.ilk, wad: moved }
  return [
    ...limitEvents(where, inputs, outcome),
    // To learn the whole debt, the facet drips the ilk first.
    ...dripNotes(where, over ? legacy.ilk : own.ilk),
    ...drawEvents(where, over ? own : legacy, moved),
    ...(over
      ? fundEvents(where, inputs, outcome, own, legacy)
      : recallEvents(where, inputs, outcome, own, legacy)),
    ...wipeEvents(where, over ? legacy : own, moved),
    over
      ? emits(generator.id, legacyMigrationFacetAbi, 'DebtMigrated', step)
      : emits(generator.id, legacyMigrationFacetAbi, 'DebtMigratedBack', step),
  ]
}

/** The use of the migration limit. An unlimited one logs no use. */
function limitEvents(
  { generator, prime, model }: Where,
  { migrationLimit }: StepInputs,
  { moved, migrationLimit: after }: StepOutcome,
): readonly ExpectedEvent[] {
  if (migrationLimit.maxAmount === MAX_UINT256) return []
  return [
    emits(generator.addresses.rateLimits, rateLimitsAbi, 'RateLimitDecreaseTriggered', {
      key: limitKeyFor('LIMIT_LEGACY_MIGRATION', prime.addresses.vault),
      amountToDecrease: moved,
      oldRateLimit: currentLimit(migrationLimit, model.time),
      newRateLimit: after.lastAmount,
    }),
  ]
}

const transfer = ({ generator }: Where, from: Address, to: Address, value: bigint) =>
  emits(generator.addresses.usds, usdsAbi, 'Transfer', { from, to, value })

/** USDS is minted to the buffer, and the ALMProxy moves it to itself. */
function drawEvents(where: Where, side: Side, wad: bigint): readonly ExpectedEvent[] {
  const { usdsJoin } = where.model.mcd.addresses
  const { allocatorVault, buffer, proxy } = side
  return [
    ...dripNotes(where, side.ilk),
    ...vatNotes(where, side, allocatorVault, usdsJoin, wad),
    transfer(where, NOBODY, buffer, wad),
    emits(usdsJoin, usdsJoinAbi, 'Exit', { caller: allocatorVault, usr: buffer, wad }),
    emits(allocatorVault, allocatorVaultAbi, 'Draw', { sender: proxy, wad }),
    transfer(where, buffer, proxy, wad),
  ]
}

/** The ALMProxy moves USDS into the buffer, from where it is burned to repay debt. */
function wipeEvents(where: Where, side: Side, wad: bigint): readonly ExpectedEvent[] {
  const { usdsJoin } = where.model.mcd.addresses
  const { allocatorVault, buffer, proxy } = side
  return [
    transfer(where, proxy, buffer, wad),
    transfer(where, buffer, allocatorVault, wad),
    transfer(where, allocatorVault, NOBODY, wad),
    emits(usdsJoin, usdsJoinAbi, 'Join', { caller: allocatorVault, usr: allocatorVault, wad }),
    ...dripNotes(where, side.ilk),
    ...vatNotes(where, side, usdsJoin, allocatorVault, wad),
    emits(allocatorVault, allocatorVaultAbi, 'Wipe', { sender: proxy, wad }),
  ]
}

/** The Generator deposits USDS into the vault, and the Prime takes the same amount out. */
function fundEvents(
  where: Where,
  inputs: StepInputs,
  { moved, vault: after }: StepOutcome,
  { proxy }: Side,
  { proxy: prime }: Side,
): readonly ExpectedEvent[] {
  const { usds } = where.generator.addresses
  const { vault } = where.prime.addresses
  const shares = after.totalSupply - inputs.funnel.prime.vault.totalSupply
  const approval = (value: bigint) =>
    emits(usds, usdsAbi, 'Approval', { owner: proxy, spender: vault, value })
  return [
    approval(moved),
    dripEvent(where, inputs, after.chi),
    transfer(where, proxy, vault, moved),
    emits(vault, primeVaultAbi, 'Deposit', { sender: proxy, owner: proxy, assets: moved, shares }),
    emits(vault, primeVaultAbi, 'Transfer', { from: NOBODY, to: proxy, value: shares }),
    approval(0n),
    transfer(where, vault, prime, moved),
    emits(vault, primeVaultAbi, 'Take', { to: prime, value: moved }),
  ]
}

/** The Prime returns USDS to the vault, and the Generator withdraws the same amount. */
function recallEvents(
  where: Where,
  inputs: StepInputs,
  { moved, vault: after }: StepOutcome,
  { proxy }: Side,
  { proxy: prime }: Side,
): readonly ExpectedEvent[] {
  const { vault } = where.prime.addresses
  const shares = inputs.funnel.prime.vault.totalSupply - after.totalSupply
  return [
    transfer(where, prime, vault, moved),
    dripEvent(where, inputs, after.chi),
    transfer(where, vault, proxy, moved),
    emits(vault, primeVaultAbi, 'Transfer', { from: proxy, to: NOBODY, value: shares }),
    emits(vault, primeVaultAbi, 'Withdraw', {
      ...{ sender: proxy, receiver: proxy, owner: proxy },
      ...{ assets: moved, shares },
    }),
  ]
}

/** @param chi assets per share of the vault afterwards [ray] */
function dripEvent({ prime }: Where, { funnel }: StepInputs, chi: bigint): ExpectedEvent {
  const { totalSupply, chi: before } = funnel.prime.vault
  const diff = (totalSupply * chi) / RAY - (totalSupply * before) / RAY
  return emits(prime.addresses.vault, primeVaultAbi, 'Drip', { chi, diff })
}

function dripNotes({ model }: Where, ilk: Hex): readonly ExpectedEvent[] {
  const { vat, jug } = model.mcd.addresses
  return [
    noteOf(jug, 'drip(bytes32)', [ilk, NO_WORD, NO_WORD]),
    noteOf(vat, 'fold(bytes32,address,int256)', [ilk, null, null]),
  ]
}

function vatNotes(
  { model }: Where,
  { ilk, allocatorVault }: Side,
  from: Address,
  to: Address,
  wad: bigint,
): readonly ExpectedEvent[] {
  const { vat } = model.mcd.addresses
  return [
    noteOf(vat, 'frob(bytes32,address,address,address,int256,int256)', [ilk, word(allocatorVault), NO_WORD]),
    noteOf(vat, 'move(address,address,uint256)', [word(from), word(to), word(toHex(wad * RAY))]),
  ]
}
