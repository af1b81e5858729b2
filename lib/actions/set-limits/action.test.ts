import { decodeFunctionData } from 'viem'
import { describe, expect, it } from 'vitest'
import { configuratorAbi, rateLimitsAbi } from '@/lib/abi'
import { type Action, buildAction, type LimitStep, limitSafes, readBackInner, routesOf } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { titleOf } from '@/lib/console/model/check'
import { given, unknown } from '@/lib/leaf'
import { domainSeparator } from '@/lib/safe'
import { fakeTime, someone } from '@/lib/testing/fakes/model'
import { samples } from '@/lib/testing/samples'
import { effectsBy, eventsBy } from '@/lib/testing/stated'

const [request, sampled] = samples['set-limits']
const [safe] = sampled.safes
const [generator] = sampled.generators
const [first, second] = generator!.limits

/** A Safe that `someone` owns is paired with the RateLimits of the Generator. */
const model: ConsoleModel = {
  ...sampled,
  safes: [
    {
      ...safe!,
      ...{ owners: given([someone]), threshold: given(1n), nonce: given(5n), version: given('1.4.1') },
      domainSeparator: given(domainSeparator({ chainId: 31_337n, safe: safe!.id, version: '1.4.1' })),
    },
  ],
  generators: [
    {
      ...generator!,
      scope: {
        ...generator!.scope,
        pairs: [
          {
            ...generator!.scope.pairs[0]!,
            ...{ id: `rateLimits-${safe!.id}`, kind: 'rateLimits', cBeam: safe!.id, active: given(true) },
          },
        ],
      },
    },
  ],
}
const known = (leaf: { ok: boolean }) => (leaf as unknown as { value: bigint }).value
const [most, pace] = [known(first!.maxAmount), known(first!.slope)]
const lower: LimitStep = { key: first!.id, change: 'lower', maxAmount: most / 2n, slope: pace }
const raise: LimitStep = {
  ...{ key: second!.id, change: 'raise' },
  ...{ maxAmount: (known(second!.maxAmount) * 5n) / 4n, slope: known(second!.slope) },
}
const asked = (steps: readonly LimitStep[], through = safe!.id) => ({ ...request, steps, through })
function built(steps: readonly LimitStep[], of = model): Action {
  const action = buildAction(asked(steps) as never, of, someone)
  if (!action) throw new Error('There is no action')
  return action
}
const inner = (action: Action) => action.through!.inner
const broken = (action: Action) =>
  action.requirements.filter(({ holds }) => !(holds.ok && holds.value)).map(({ id }) => id)
const textOf = (action: Action, id: string) => titleOf(action.requirements.find((one) => one.id === id)!)
const own = (id: string) => id.startsWith('limits-') || id === 'safe-alone'

describe('setting several limits', () => {
  it('is one call for each, in the order that was asked for, which read back', () => {
    const action = built([lower, raise])
    expect(broken(action).filter(own)).toEqual([])
    expect(action.permission.holds).toMatchObject({ value: true })
    const calls = inner(action).calls.map(
      ({ data }) => decodeFunctionData({ abi: configuratorAbi, data }).args,
    )
    expect(calls).toEqual([
      [first!.rateLimits, first!.id, lower.maxAmount, lower.slope],
      [second!.rateLimits, second!.id, raise.maxAmount, raise.slope],
    ])
    expect(readBackInner(action.through!, action.request, model).flatMap(({ faults }) => faults)).toEqual([])
    expect(inner(action).title).toMatch(/^Raise .* limit and lower .* limit of /)
  })

  it('states what every limit is afterwards, and that only the raised one spends its hop', () => {
    const { effects, events, next } = inner(built([lower, raise]))
    const after = effectsBy(effects)
    const at = (key: string, name: string) =>
      Object.entries(after).find(([path]) => path.includes(key) && path.endsWith(`/${name}`))?.[1]
    expect([at(first!.id, 'maxAmount'), at(second!.id, 'maxAmount')]).toEqual([
      lower.maxAmount,
      raise.maxAmount,
    ])
    expect([at(first!.id, 'zzz'), at(second!.id, 'zzz')]).toEqual([undefined, fakeTime])
    expect(
      eventsBy([...rateLimitsAbi, ...configuratorAbi], events).map(
        (one) => 'eventName' in one && one.eventName,
      ),
    ).toEqual(['RateLimitDataSet', 'SetRateLimit', 'RateLimitDataSet', 'SetRateLimit'])
    expect(next).toMatch(/^The next increase of this limit can follow/)
  })

  it('is offered to Safes alone, and says why', () => {
    const byAccount = buildAction({ ...request, steps: [lower] }, model, someone)!
    expect(broken(byAccount)).toContain('safe-alone')
    expect(textOf(byAccount, 'safe-alone')).toMatch(
      /An account would sign one for each.*change them one by one$/,
    )
    expect(routesOf(asked([lower]) as never, model, someone)).toMatchObject({
      direct: { ok: true, value: false },
      safes: [{ id: safe!.id }],
    })
    expect(limitSafes(sampled, generator!)).toEqual([])
    expect(routesOf({ ...asked([lower]), generator: someone } as never, model, someone)).toBeNull()
  })

  it('is refused where a step is, with the reason of that one, and then states nothing', () => {
    const tooFar = { ...raise, maxAmount: raise.maxAmount + 1n }
    const action = built([lower, tooFar])
    expect(broken(action)).toContain('limits-sorl')
    expect(textOf(action, 'limits-sorl')).toMatch(
      /: The maximum is above what one step allows \(Configurator\/exceeds-max-amount\)$/,
    )
    expect(inner(action).effects).toEqual([])
    expect(inner(action).events).toEqual([])
    const waits = built([raise], {
      ...model,
      generators: model.generators.map((one) => ({
        ...one,
        limits: one.limits.map((limit) => ({ ...limit, zzz: given(fakeTime) })),
      })),
    })
    expect(textOf(waits, 'limits-sorl')).toMatch(/: Next increase .*Configurator\//)
  })

  it('names each limit once, and as what it does to what is set now', () => {
    expect(broken(built([]))).toContain('limits-named')
    expect(broken(built([lower, lower]))).toContain('limits-named')
    const misnamed = built([{ ...lower, change: 'raise' }, raise])
    expect(textOf(misnamed, 'limits-kind')).toMatch(/^Not what it is called, as it is set now: /)
    const same = built([{ ...lower, maxAmount: most }, raise])
    expect(textOf(same, 'limits-change')).toMatch(/^It would stay as it is: /)
  })

  it('tells one-way steps, removals, and what it could not read', () => {
    const removed = inner(built([{ ...lower, maxAmount: 0n, slope: 0n }]))
    expect(removed.disables[0]).toMatch(/reverts from then on/)
    expect(removed.afterwards).toMatch(/^Nothing passes the /)
    const unread = built([lower], {
      ...model,
      generators: model.generators.map((one) => ({
        ...one,
        limits: one.limits.map((limit) => ({
          ...limit,
          zzz: unknown({ kind: 'reverted', message: 'The call reverted.' }),
        })),
      })),
    })
    expect(broken(unread)).toEqual(expect.arrayContaining(['limits-sorl', 'limits-kind', 'limits-way-back']))
    expect(inner(unread).undo).toBe('Whether the cBEAM can bring every limit back could not be checked.')
  })

  it('is none for a limit that the model does not have', () => {
    expect(
      buildAction(asked([{ ...lower, key: `0x${'98'.repeat(32)}` }]) as never, model, someone),
    ).toBeNull()
  })
})
