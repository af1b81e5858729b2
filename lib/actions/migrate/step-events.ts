import type { Address } from 'viem'
import { allocatorVaultAbi, legacyMigrationFacetAbi, primeVaultAbi, usdsAbi, usdsJoinAbi } from '@/lib/abi'
import type { ExpectedEvent } from '@/lib/console/emitted'
import { limitKeyFor } from '@/lib/limits'
import type { Wad } from '@/lib/math'
import {
  afterMigrate,
  afterMigrateBack,
  type StepDirection,
  type StepInputs,
  type StepOutcome,
} from '@/lib/migration'
import { emits } from '../emits'
import { vaultDrip } from '../funding'
import { limitUsed } from '../limit-events'
import { type Drawer, drawEvents, dripNotes, NOBODY, vatNotes } from '../mcd-events'
import type { Where } from './step-effects'

/** One side of a step: the allocator whose debt changes, and the ALMProxy that holds the USDS during the step. */
type Side = Drawer

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
    usds: generator.addresses.usds,
  }
  const legacy: Side = {
    ilk: ilk.ilk,
    allocatorVault: ilk.allocatorVault,
    buffer: legacyBuffer.value,
    proxy: prime.addresses.almProxy,
    usds: generator.addresses.usds,
  }
  const step = { prime: legacy.proxy, ilk: ilk.ilk, wad: moved }
  return [
    ...limitUsed(
      {
        rateLimits: generator.addresses.rateLimits,
        key: limitKeyFor('LIMIT_LEGACY_MIGRATION', prime.addresses.vault),
        amount: moved,
        before: inputs.migrationLimit,
        after: outcome.migrationLimit,
      },
      model.time,
    ),
    // To learn the whole debt, the facet drips the ilk first.
    ...dripNotes(where.model, over ? legacy.ilk : own.ilk),
    ...drawEvents(model, over ? own : legacy, moved),
    ...(over
      ? fundEvents(where, inputs, outcome, own, legacy)
      : recallEvents(where, inputs, outcome, own, legacy)),
    ...wipeEvents(where, over ? legacy : own, moved),
    over
      ? emits(generator.id, legacyMigrationFacetAbi, 'DebtMigrated', step)
      : emits(generator.id, legacyMigrationFacetAbi, 'DebtMigratedBack', step),
  ]
}

const transfer = ({ generator }: Where, from: Address, to: Address, value: bigint) =>
  emits(generator.addresses.usds, usdsAbi, 'Transfer', { from, to, value })

/** The ALMProxy moves USDS into the buffer, from where it is burned to repay debt. */
function wipeEvents(where: Where, side: Side, wad: Wad): readonly ExpectedEvent[] {
  const { usdsJoin } = where.model.mcd.addresses
  const { allocatorVault, buffer, proxy } = side
  return [
    transfer(where, proxy, buffer, wad),
    transfer(where, buffer, allocatorVault, wad),
    transfer(where, allocatorVault, NOBODY, wad),
    emits(usdsJoin, usdsJoinAbi, 'Join', { caller: allocatorVault, usr: allocatorVault, wad }),
    ...dripNotes(where.model, side.ilk),
    ...vatNotes(where.model, side, usdsJoin, allocatorVault, wad),
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
    vaultDrip(where, inputs.funnel.prime, { vault: after }),
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
    vaultDrip(where, inputs.funnel.prime, { vault: after }),
    transfer(where, vault, proxy, moved),
    emits(vault, primeVaultAbi, 'Transfer', { from: proxy, to: NOBODY, value: shares }),
    emits(vault, primeVaultAbi, 'Withdraw', {
      ...{ sender: proxy, receiver: proxy, owner: proxy },
      ...{ assets: moved, shares },
    }),
  ]
}
