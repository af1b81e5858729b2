import { type Address, encodeFunctionData, getAddress, type Hex, pad, stringToHex, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { adminFacetAbi, configuratorAbi, legacyMigrationFacetAbi } from '@/lib/abi'
import type { ConsoleModel } from '@/lib/console/model'
import { limitKey } from '@/lib/limits'
import { MAX_UINT256, wad } from '@/lib/math'
import { rollbackCall } from '@/lib/migration'
import { migrating } from '@/lib/testing/fakes/migration'
import { someone } from '@/lib/testing/fakes/model'
import { samples } from '@/lib/testing/samples'
import { type Action, type ActionRequest, buildAction, readBack } from '..'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const relayer = at(0x71)
const model = samples.migrate[1]
const generator = model.generators[0]!.id
const key = limitKey('LIMIT_USDS_MINT')
const { prime, ilk } = migrating
const freeze: ActionRequest = { kind: 'freeze-relayer', generator, relayer }

const cases = Object.values(samples).map(([request, of]: readonly [ActionRequest, ConsoleModel]) => ({
  ...{ kind: request.kind, request, of },
  action: built(request, of),
}))

/**
 * Actions of more than one call: relayers or BEAMs to freeze, of the Generator alone or of its Prime, too, what a cBEAM
 * has, or an allowance first.
 */
const calls: Partial<Record<ActionRequest['kind'], number>> = {
  'freeze-all': 2,
  'freeze-funds': 4,
  'guardian-freeze-all': 2,
  'revoke-cbeam': 6,
  'enter-queue': 2,
}

function built(request: ActionRequest, of = model): Action {
  const action = buildAction(request, of, someone)
  if (!action) throw new Error(`nothing was built for ${request.kind}`)
  return action
}

/** The action with its calls changed, so that they no longer match its request. */
const withCall = (action: Action, change: Partial<Action['calls'][number]>): Action => ({
  ...action,
  calls: action.calls.map((call) => ({ ...call, ...change })),
})

const faultsOf = (action: Action, of = model) => readBack(action, of).flatMap(({ faults }) => faults)

describe('bytes to sign that are read back', () => {
  it.each(cases)('the bytes of an action are what was asked for: $kind', ({ kind, action, of }) => {
    const back = readBack(action, of)
    expect(back.length).toBe(calls[kind] ?? 1)
    for (const { decoded, faults } of back) {
      expect(decoded).not.toBeNull()
      expect(faults).toEqual([])
    }
  })

  it.each(cases)('a call to another contract is refused: $kind', ({ action, of }) => {
    expect(faultsOf(withCall(action, { to: at(0x99) }), of)[0]).toMatch(/goes to 0x/)
  })

  it.each(cases)('a call that sends a value is refused: $kind', ({ action, of }) => {
    expect(faultsOf(withCall(action, { value: 1n }), of)[0]).toBe('The transaction would send 1 wei.')
  })

  it.each(cases)('a call with one more byte is refused: $kind', ({ action, of }) => {
    const longer = withCall(action, { data: `${action.calls[0]!.data}00` as Hex })
    expect(faultsOf(longer, of)[0]).toBe('The bytes are not a call of a known function.')
  })

  it('a freeze of another relayer is refused', () => {
    const data = encodeFunctionData({ abi: adminFacetAbi, functionName: 'removeRelayer', args: [at(0x72)] })
    const [fault] = faultsOf(withCall(built(freeze), { data }))
    expect(fault).toMatch(/arguments/)
  })

  it('a call of another function of the same contract is refused', () => {
    const data = encodeFunctionData({ abi: adminFacetAbi, functionName: 'setRelayer', args: [at(0x71)] })
    const [fault] = faultsOf(withCall(built(freeze), { data }))
    expect(fault).toBe('The bytes call setRelayer(address), not removeRelayer(address).')
  })

  it('a rollback of another Prime is refused', () => {
    const other = encodeFunctionData({
      abi: configuratorAbi,
      functionName: 'callControllerAction',
      args: [generator, rollbackCall(at(0x99))],
    })
    const request: ActionRequest = { kind: 'rollback', generator, prime: prime.slug }
    expect(faultsOf(withCall(built(request), { data: other }))[0]).toMatch(/arguments/)
  })

  it('a migration step of another ilk, or in the other direction, is refused', () => {
    const action = built({ kind: 'migrate', generator, prime: prime.slug, ilk: ilk.ilk, amount: wad(5n) })
    const data = (functionName: 'migrate' | 'migrateBack', name: string) =>
      encodeFunctionData({
        abi: legacyMigrationFacetAbi,
        functionName,
        args: [prime.almProxy, stringToHex(name, { size: 32 }), 5n],
      })
    expect(faultsOf(withCall(action, { data: data('migrate', ilk.ilk) }))).toEqual([])
    expect(faultsOf(withCall(action, { data: data('migrate', 'OTHER') }))[0]).toMatch(/arguments/)
    expect(faultsOf(withCall(action, { data: data('migrateBack', ilk.ilk) }))[0]).toMatch(/not migrate\(/)
  })

  it('a pause of another kind, or of another length, is refused', () => {
    const pause = {
      kind: 'pause-vault',
      generator,
      prime: prime.slug,
      takes: true,
      withdrawals: false,
      duration: 60n,
    } as const
    for (const other of [{ takes: false }, { withdrawals: true }, { duration: 61n }]) {
      const { calls: made } = built({ ...pause, ...other })
      expect(faultsOf({ ...built(pause), calls: made })[0]).toMatch(/arguments/)
    }
  })

  it('an amount that differs by one unit is refused', () => {
    const other = built({ kind: 'raise-limit', generator, key, maxAmount: MAX_UINT256 - 1n, slope: 1n })
    const wanted: ActionRequest = { kind: 'raise-limit', generator, key, maxAmount: MAX_UINT256, slope: 1n }
    expect(faultsOf({ ...other, request: wanted })[0]).toMatch(/arguments/)
  })
})
