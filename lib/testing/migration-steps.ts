import { type Address, getAddress, pad, toHex } from 'viem'
import { type Action, buildAction, type MigrateRequest } from '@/lib/actions'
import { WAD, wad } from '@/lib/math'
import { NO_GUARDRAILS } from '@/lib/vaults'
import { CEILING, type FakeMigration, migrating, migratingModel } from './fakes/migration'
import { type FakeOutputs, someone } from './fakes/model'

const { generator, prime, ilk } = migrating
const { diamond, allocatorBuffer } = generator.addresses

/** The buffer of the Prime's own AllocatorVault. */
export const LEGACY_BUFFER: Address = getAddress(pad(toHex(0x66), { size: 20 }))

/** 40 USDS are owed on the legacy ilk, under a ceiling of 70; the vault's rate grew by a tenth since it was stored. */
const state: FakeMigration = { phase: 'DualRun', Art: 40n * WAD, line: CEILING }
const outputs: FakeOutputs = {
  'buffer()': (_, to) => [to === ilk.allocatorVault ? LEGACY_BUFFER : allocatorBuffer],
  'guardrails()': () => [NO_GUARDRAILS],
}
/** A Prime in dual-run that can move its debt either way, changed as asked. */
export const stepModel = (others: FakeOutputs = {}, more: Partial<FakeMigration> = {}) =>
  migratingModel({ ...state, ...more }, { ...outputs, ...others })
/** A step of its migration. @param amount [wad] */
export function stepAction(
  kind: MigrateRequest['kind'],
  amount: bigint,
  ...input: Parameters<typeof stepModel>
): Action {
  const action = buildAction(
    { kind, generator: diamond, prime: prime.slug, ilk: ilk.ilk, amount: wad(amount) },
    stepModel(...input),
    someone,
  )
  if (action === null) throw new Error('The model has no such step')
  return action
}
