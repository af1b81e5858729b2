import { type Address, encodeFunctionData, getAddress, type Hex, pad, stringToHex, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { adminFacetAbi, configuratorAbi, legacyMigrationFacetAbi } from '@/lib/abi'
import { limitKey } from '@/lib/limits'
import { MAX_UINT256 } from '@/lib/math'
import { rollbackCall } from '@/lib/migration'
import { migrating, migratingModel } from '@/lib/testing/fakes/migration'
import { someone } from '@/lib/testing/fakes/model'
import { type Action, type ActionRequest, buildAction, readBack } from '..'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const relayers = [at(0x71), at(0x72)]
const model = migratingModel(
  { phase: 'DualRun', Art: 10n },
  {
    'getRoleMemberCount(bytes32)': () => [2n],
    'getRoleMember(bytes32,uint256)': ([, index]) => [relayers[Number(index)]],
  },
)
const generator = model.generators[0]!.id
const key = limitKey('LIMIT_USDS_MINT')
const { prime, ilk } = migrating

const requests: readonly ActionRequest[] = [
  { kind: 'freeze-relayer', generator, relayer: at(0x71) },
  { kind: 'freeze-all', generator },
  { kind: 'pause-timelock' },
  { kind: 'stop-configurator' },
  { kind: 'raise-limit', generator, key, maxAmount: MAX_UINT256, slope: 1n },
  { kind: 'lower-limit', generator, key, maxAmount: 1n, slope: 0n },
  { kind: 'remove-limit', generator, key, maxAmount: 0n, slope: 0n },
  { kind: 'guardian-freeze', beam: at(0x71) },
  { kind: 'revoke-cbeam', cBeam: someone },
  { kind: 'migrate', generator, prime: prime.slug, ilk: ilk.ilk, amount: MAX_UINT256 },
  { kind: 'migrate-back', generator, prime: prime.slug, ilk: ilk.ilk, amount: 1n },
  { kind: 'rollback', generator, prime: prime.slug },
  { kind: 'pause-vault', generator, prime: prime.slug, takes: true, withdrawals: false, duration: 60n },
  { kind: 'unpause-vault', generator, prime: prime.slug, takes: false, withdrawals: true },
  { kind: 'set-withdrawal-policy', generator, prime: prime.slug, share: 10n ** 17n, period: 86_400n },
  { kind: 'set-liquidity-buffer', generator, prime: prime.slug, assets: MAX_UINT256 },
]

/** Both relayers; both pairs with the Generator, one with another PAU and the registration. */
const calls: Partial<Record<ActionRequest['kind'], number>> = { 'freeze-all': 2, 'revoke-cbeam': 6 }

function built(request: ActionRequest): Action {
  const action = buildAction(request, model, someone)
  if (!action) throw new Error(`nothing was built for ${request.kind}`)
  return action
}

/** The action with other calls than the ones that its request stands for. */
const withCall = (action: Action, change: Partial<Action['calls'][number]>): Action => ({
  ...action,
  calls: action.calls.map((call) => ({ ...call, ...change })),
})

const faultsOf = (action: Action) => readBack(action, model).flatMap(({ faults }) => faults)

describe('what is signed, read back from its bytes', () => {
  it.each(requests)('is what was asked for: $kind', (request) => {
    const back = readBack(built(request), model)
    expect(back.length).toBe(calls[request.kind] ?? 1)
    for (const { decoded, faults } of back) {
      expect(decoded).not.toBeNull()
      expect(faults).toEqual([])
    }
  })

  it.each(requests)('is refused at another contract: $kind', (request) => {
    expect(faultsOf(withCall(built(request), { to: at(0x99) }))[0]).toMatch(/goes to 0x/)
  })

  it.each(requests)('is refused with a value: $kind', (request) => {
    expect(faultsOf(withCall(built(request), { value: 1n }))[0]).toBe('The transaction would send 1 wei.')
  })

  it.each(requests)('is refused with one more byte: $kind', (request) => {
    const action = built(request)
    const longer = withCall(action, { data: `${action.calls[0]!.data}00` as Hex })
    expect(faultsOf(longer)[0]).toBe('The bytes are not a call of a known function.')
  })

  it('is refused for another relayer', () => {
    const data = encodeFunctionData({ abi: adminFacetAbi, functionName: 'removeRelayer', args: [at(0x72)] })
    const [fault] = faultsOf(withCall(built(requests[0]!), { data }))
    expect(fault).toMatch(/arguments/)
  })

  it('is refused for another function of the same contract', () => {
    const data = encodeFunctionData({ abi: adminFacetAbi, functionName: 'setRelayer', args: [at(0x71)] })
    const [fault] = faultsOf(withCall(built(requests[0]!), { data }))
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
    const action = built({ kind: 'migrate', generator, prime: prime.slug, ilk: ilk.ilk, amount: 5n })
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
    expect(faultsOf({ ...other, request: requests[4]! })[0]).toMatch(/arguments/)
  })
})
