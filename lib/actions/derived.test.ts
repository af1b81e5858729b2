import { describe, expect, it } from 'vitest'
import type { ConsoleModel } from '@/lib/console/model'
import { given } from '@/lib/leaf'
import { higherRate, someone } from '@/lib/testing/fakes/model'
import { samples } from '@/lib/testing/samples'
import { buildAction, derivedIn, derivedThroughSafes, FILLED_IN, isRouted } from '.'
import { definitions } from './kinds'

const [, sampled] = samples['freeze-relayer']
const [unit] = sampled.units
const [safe] = sampled.safes
const [generator] = sampled.generators

/** The Safe is a Core Council, and a cBEAM of the controller of the Generator. */
const model: ConsoleModel = {
  ...sampled,
  units: [
    {
      ...unit!,
      configurator: {
        ...unit!.configurator,
        // The call that is approved was seen when a cBEAM made it.
        runs: [
          {
            controller: generator!.id,
            data: higherRate(generator!.primes[0]!.addresses.vault),
            blockNumber: 1n,
          } as never,
        ],
        users: [
          { ...unit!.configurator.users[0]!, id: safe!.id, delayed: given(false), immediate: given(true) },
        ],
      },
    },
  ],
  generators: [
    {
      ...generator!,
      scope: {
        ...generator!.scope,
        pairs: generator!.scope.pairs.map((pair, index, all) =>
          index === all.findIndex(({ kind }) => kind === 'controller')
            ? { ...pair, cBeam: safe!.id, active: given(true) }
            : pair,
        ),
      },
    },
  ],
}
const derived = derivedIn(model, model.units[0]!, safe!.id)

describe('what a Safe may be approving', () => {
  it('is every act of its rights that follows from the chain, each once', () => {
    const kinds = new Set(derived.map(({ request }) => request.kind))
    expect([...kinds].toSorted()).toEqual([
      'controller-action',
      'delete-approval',
      'delete-init',
      'rollback',
      'unpair-cbeam',
      'unregister',
    ])
    const calls = derived.map(({ call }) => `${call.to} ${call.data}`)
    expect(new Set(calls).size).toBe(calls.length)
  })

  it('is just the call that the action makes, so that its hash is found', () => {
    for (const { request, call } of derived) {
      const action = buildAction(request, model, someone)
      expect(action?.through?.inner.calls, request.kind).toEqual([call])
    }
  })

  it('is nothing for a Safe without such a right', () => {
    expect(
      derivedIn(
        { generators: [] },
        { ...unit!, configurator: { ...unit!.configurator, users: [] } },
        someone,
      ),
    ).toEqual([])
  })

  it('is named for every kind that a Safe can take: it is found, or somebody filled something in', () => {
    const routed = definitions.filter((one) => 'routing' in one).map(({ kind }) => kind)
    expect(routed.length).toBeGreaterThan(15)
    const found = new Set<string>([
      ...derivedThroughSafes(model).map(({ kind }) => kind),
      ...derived.map(({ request }) => request.kind),
      // These need a right that the Safe of this model does not have.
      ...['freeze-relayer', 'freeze-all', 'freeze-funds', 'guardian-freeze-all', 'wipe-ceiling'],
      ...['cancel-operation', 'revoke-cbeam', 'pair-cbeam', 'lock-queues', 'settle-queues'],
    ])
    expect(routed.filter((kind) => !found.has(kind) && !(kind in FILLED_IN))).toEqual([])
    expect(Object.keys(FILLED_IN).filter((kind) => found.has(kind))).toEqual([])
    expect(derivedThroughSafes(model).every(isRouted)).toBe(true)
  })
})
