import { type Address, getAddress, keccak256, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { buildAction, freezerSafes, freezesThrough } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { type FakeOutputs, fakeModel, someone } from '@/lib/testing/fakes/model'
import { pendingOf, progressOf } from './pending'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const owners = [at(0x81), at(0x82), at(0x83)]
const [first, second] = owners as [Address, Address]
const freezer = keccak256(toHex('FREEZER'))

describe('freezes that owners of a Safe are at', () => {
  const outputs: FakeOutputs = {
    'VERSION()': () => ['1.4.1'],
    'getOwners()': () => [owners],
    'getThreshold()': () => [2n],
    'getRoleMember(bytes32,uint256)': ([role]) => [role === freezer ? at(0x15) : someone],
  }
  const pending = (model: ConsoleModel) => {
    const [generator] = model.generators
    return pendingOf(
      freezerSafes(model, generator!).flatMap((safe) => freezesThrough(safe, generator!)),
      model,
      first,
    )
  }

  it('never says that no freezes are pending where approvals could not be read', () => {
    expect(pending(fakeModel(outputs))).toMatchObject({ actions: [], unread: 1 })
    expect(pending(fakeModel({ ...outputs, 'getOwners()': () => null })).unread).toBe(1)
    expect(pending(fakeModel({ ...outputs, 'nonce()': () => null })).unread).toBe(1)
  })

  it('lists freezes that somebody approved at a later nonce too', () => {
    const model = fakeModel(outputs)
    const { actions } = pending(model)
    expect(actions).toEqual([])
    const [generator] = model.generators
    const [safe] = model.safes
    const request = {
      kind: 'freeze-relayer',
      generator: generator!.id,
      relayer: someone,
      through: safe!.id,
    } as const
    const later = { ...safe!, nonce: { ok: true, value: 3n, from: [] } as const }
    const hash = buildAction(request, { ...model, safes: [later] }, first)!.through!.proposal!.safeTxHash
    const approvals = owners.map((owner) => ({
      id: owner,
      approved: { ok: true, value: owner === second, from: [] } as const,
    }))
    const watched = [{ id: hash, onChain: null, approvals }]
    const found = pending({ ...model, safes: [{ ...safe!, watched }] })
    expect(found.actions.map((action) => action.request)).toEqual([request])
    expect(progressOf(found.actions[0]!)).toContain(
      '1 owner approved it at nonce 3: that counts only once Freezer Safe is there.',
    )
  })

  it('lists a transaction once where two freezes would ask the Safe for the same calls', () => {
    const model = fakeModel(outputs)
    const [generator] = model.generators
    const through = model.safes[0]!.id
    const one = { kind: 'freeze-relayer', generator: generator!.id, relayer: someone, through } as const
    const all = { kind: 'freeze-all', generator: generator!.id, through } as const
    const hashOf = (request: typeof one | typeof all) =>
      buildAction(request, model, first)!.through!.proposal!.safeTxHash
    expect(hashOf(all)).toBe(hashOf(one))
    const approvals = owners.map((owner) => ({
      id: owner,
      approved: { ok: true, value: owner === second, from: [] } as const,
    }))
    const watched = [{ id: hashOf(one), onChain: null, approvals }]
    const begun = { ...model, safes: [{ ...model.safes[0]!, watched }] }
    expect(pendingOf([all, one], begun, first).actions.map(({ request }) => request)).toEqual([all])
    expect(pendingOf([one, all], begun, first).actions.map(({ request }) => request)).toEqual([one])
  })
})
