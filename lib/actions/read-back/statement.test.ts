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

/** Both relayers; both pairs with the Generator, one with another PAU and the registration. */
const calls: Partial<Record<ActionRequest['kind'], number>> = { 'freeze-all': 2, 'revoke-cbeam': 6 }

function built(request: ActionRequest, of = model): Action {
  const action = buildAction(request, of, someone)
  if (!action) throw new Error(`nothing was built for ${request.kind}`)
  return action
}

/** The action with other calls than the ones that its request stands for. */
const withCall = (action: Action, change: Partial<Action['calls'][number]>): Action => ({
  ...action,
  calls: action.calls.map((call) => ({ ...call, ...change })),
})

const faultsOf = (action: Action, of = model) => readBack(action, of).flatMap(({ faults }) => faults)

describe('what is signed, read back from its bytes', () => {
  it.each(cases)('is what was asked for: $kind', ({ kind, action, of }) => {
    const back = readBack(action, of)
    expect(back.length).toBe(calls[kind] ?? 1)
    for (const { decoded, faults } of back) {
      expect(decoded).not.toBeNull()
      expect(faults).toEqual([])
    }
  })

  it.each(cases)('is refused at another contract: $kind', ({ action, of }) => {
    expect(faultsOf(withCall(action, { to: at(0x99) }), of)[0]).toMatch(/goes to 0x/)
  })

  it.each(cases)('is refused with a value: $kind', ({ action, of }) => {
    expect(faultsOf(withCall(action, { value: 1n }), of)[0]).toBe('The transaction would send 1 wei.')
  })

  it.each(cases)('is refused with one more byte: $kind', ({ action, of }) => {
    const longer = withCall(action, { data: `${action.calls[0]!.data}00` as Hex })
    expect(faultsOf(longer, of)[0]).toBe('The bytes are not a call of a known function.')
  })

  it('is refused for another relayer', () => {
    const data = encodeFunctionData({ abi: adminFacetAbi, functionName: 'removeRelayer', args: [at(0x72)] })
    const [fault] = faultsOf(withCall(built(freeze), { data }))
    expect(fault).toMatch(/arguments/)
  })

  it('is refused for another function of the same contract', () => {
    const data = encodeFunctionData({ abi: adminFacetAbi, functionName: 'setRelayer', args: [at(0x71)] })
    const [fault] = faultsOf(withCall(built(freeze), { data }))
    expect(fault).toBe('The bytes call setRelayer(address), not removeRelayer(address).')
  })

  it('is refused for the rollback of another Prime', () => {
    const other = encodeFunctionData({
      abi: configuratorAbi,
      functionName: 'callControllerAction',
      args: [generator, rollbackCall(at(0x99))],
    })
    const request: ActionRequest = { kind: 'rollback', generator, prime: prime.slug }
    expect(faultsOf(withCall(built(request), { data: other }))[0]).toMatch(/arguments/)
  })

  it('is refused for another ilk, and for the other direction', () => {
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

  it('is refused for a pause of the other kind, and of another length', () => {
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

  it('is refused with another amount, by one unit', () => {
    const other = built({ kind: 'raise-limit', generator, key, maxAmount: MAX_UINT256 - 1n, slope: 1n })
    const wanted: ActionRequest = { kind: 'raise-limit', generator, key, maxAmount: MAX_UINT256, slope: 1n }
    expect(faultsOf({ ...other, request: wanted })[0]).toMatch(/arguments/)
  })
})
