import { decodeEventLog, type Hex, pad, toFunctionSelector, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi, primeVaultAbi } from '@/lib/abi'
import { someone } from '@/lib/testing/fakes/model'
import { samples } from '@/lib/testing/samples'
import { eventsBy } from '@/lib/testing/stated'
import { modelUnit } from '@/lib/testing/units'
import { buildAction } from '.'
import { emits, NO_WORD, noteOf, word } from './emits'

describe('an event that is stated', () => {
  it('is encoded with its indexed values in topics and the others in data', () => {
    const event = emits(someone, primeVaultAbi, 'Paused', {
      ...{ sender: someone, takes: true, withdrawals: false, until: 7n },
    })
    expect(event.address).toBe(someone)
    expect(
      decodeEventLog({ abi: primeVaultAbi, topics: event.topics as [Hex, ...Hex[]], data: event.data! }),
    ).toEqual({ eventName: 'Paused', args: { sender: someone, takes: true, withdrawals: false, until: 7n } })
  })

  it('is the note of a call, of which a word can be anything, and which need not come', () => {
    const note = noteOf(someone, 'drip(bytes32)', [toHex(1, { size: 32 }), null, NO_WORD])
    expect(note).toEqual({
      address: someone,
      topics: [
        `${toFunctionSelector('drip(bytes32)')}${'00'.repeat(28)}`,
        toHex(1, { size: 32 }),
        null,
        toHex(0, { size: 32 }),
      ],
      data: null,
      optional: true,
    })
    expect(word(someone)).toBe(pad(someone).toLowerCase())
  })
})

describe('the events of a guardrail', () => {
  it.each([
    ['pause-vault', 'Paused', ['takes', 'withdrawals', 'until']],
    ['unpause-vault', 'Unpaused', ['takes', 'withdrawals']],
    ['set-withdrawal-policy', 'WithdrawalPolicySet', ['share', 'period']],
    ['set-liquidity-buffer', 'LiquidityBufferSet', ['assets']],
  ] as const)('are one, of the vault and with what was asked for: %s', (kind, eventName, names) => {
    const [request, model] = samples[kind]
    const { events, calls } = buildAction(request, model, someone)!
    const [event, ...more] = eventsBy(primeVaultAbi, events)
    expect(more).toEqual([])
    const asked = request as unknown as Readonly<Record<string, unknown>>
    const args = Object.fromEntries(
      names.map((name) => [name, name === 'until' ? model.time + (asked.duration as bigint) : asked[name]]),
    )
    expect(event).toEqual({ address: calls[0]!.to, eventName, args: { sender: someone, ...args } })
  })
})

describe('the events of a revocation', () => {
  it('are one for each pair that is unset, and one for the registration', () => {
    const [request, model] = samples['revoke-cbeam']
    const action = buildAction(request, model, someone)!
    const { beamState } = modelUnit(model).configurator.addresses
    const told = eventsBy(beamStateAbi, action.events)
    expect(told.every(({ address }) => address === beamState)).toBe(true)
    expect(told).toHaveLength(action.calls.length)
    expect(told.at(-1)).toEqual({ address: beamState, eventName: 'DelCBeam', args: { cBeam: someone } })
    const pairs = [
      ...model.generators.flatMap(({ scope }) => scope.pairs),
      ...modelUnit(model).configurator.otherPairs,
    ]
      .filter(({ cBeam }) => cBeam === someone)
      .map(({ kind, target }) =>
        kind === 'rateLimits'
          ? ['UnsetCBeamForRateLimits', { rateLimits_: target, cBeam: someone }]
          : ['UnsetCBeamForController', { controller: target, cBeam: someone }],
      )
    const named = told
      .slice(0, -1)
      .map((event) => ('eventName' in event ? [event.eventName, event.args] : []))
    expect(named).toHaveLength(pairs.length)
    for (const pair of pairs) expect(named).toContainEqual(pair)
  })
})
