import { type Address, getAddress, type Hex, pad, stringToHex, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, unknown } from '@/lib/leaf'
import { MAX_UINT256 } from '@/lib/math'
import { checked } from '@/lib/testing/checked'
import { fakeModel, fakeTime } from '@/lib/testing/fakes/model'
import { modelUnit, withUnit } from '@/lib/testing/units'
import type { ConfiguratorUnit, GeneratorModel, Unchecked } from '../model'
import { allChecks } from '.'
import { wiringChecks, wiringWithoutGenerator } from './wiring'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const ELSEWHERE = at(0x99)
const { generators, ...rest } = fakeModel({}, fakeTime)
const sampled = generators[0]!
const { addresses } = sampled

/** A Generator of which every contract is connected to the next. */
const wires: GeneratorModel['wires'] = {
  ...sampled.wires,
  ...{ proxy: given(addresses.almProxy), rateLimits: given(addresses.rateLimits) },
  ...{ vault: given(addresses.allocatorVault), buffer: given(addresses.allocatorBuffer) },
  ...{ usds: given(addresses.usds), controllerOnProxy: given(true), controllerOnRateLimits: given(true) },
  ...{ configuratorOnRateLimits: given(true), configuratorOnDiamond: given(true) },
  ...{ proxyWardOnVault: given(true), bufferAllowance: given(MAX_UINT256) as never },
  ...{ vaultIlk: given(sampled.wires.ilk), vatLive: given(1n) },
}
const { configurator } = modelUnit({ ...rest, generators })
const { beamState, timelock } = configurator.addresses
const timelockUser = {
  ...{ id: timelock, delayed: given(true), immediate: given(false) },
}

interface Changes {
  readonly wires?: Partial<GeneratorModel['wires']>
  readonly scope?: Partial<GeneratorModel['scope']>
  readonly size?: bigint
  readonly configurator?: Partial<ConfiguratorUnit['configurator']>
  readonly mom?: Partial<ConfiguratorUnit['mom']>
}

const modelOf = (changes: Changes): Unchecked =>
  withUnit(
    { ...rest, generators: [] },
    {
      configurator: {
        beamState: given(beamState),
        operatorsBeamState: given(beamState),
        users: [timelockUser],
        ...changes.configurator,
      },
      mom: { timelock: given(timelock), ...changes.mom },
    },
  )
const checksOf = (changes: Changes = {}) =>
  wiringChecks(
    {
      ...sampled,
      wires: { ...wires, ...changes.wires },
      scope: {
        ...{ ...sampled.scope, rateLimitsRegistered: given(true), controllerRegistered: given(true) },
        ...changes.scope,
      },
      diamond: { ...sampled.diamond, code: { hash: given('0x'), size: given(changes.size ?? 7n) } },
    },
    modelOf(changes),
  )
const failing = (changes: Changes) =>
  checksOf(changes)
    .filter(({ id }) => !id.startsWith('wiring/pairing'))
    .flatMap(({ id, holds }) => (holds.ok && holds.value ? [] : [id.split('/')[1]]))

describe('the checks of the wiring', () => {
  it('pass where every contract is connected to the next', () => {
    expect(failing({})).toEqual([])
    expect(checked(checksOf(), 'wiring/buffer-allowance')?.found).toBe('Unlimited.')
    expect(checked(checksOf(), 'wiring/diamond-code')?.found).toBe('7 bytes')
    expect(checked(checksOf(), 'wiring/registered-controller')?.found).toBe('Registered.')
    expect(checked(checksOf(), 'wiring/controller-proxy')?.found).toBe('Granted.')
    expect(checksOf().map(({ shownAt }) => shownAt.page)).toEqual(checksOf().map(() => 'diamond'))
    const expected = (name: string) =>
      checksOf().find(({ id }) => id === `wiring/${name}/${sampled.id}`)?.expected
    expect([expected('ilk'), expected('registered-controller')]).toEqual([
      'ALLOCATOR-GENERATOR-A',
      'Registered.',
    ])
  })

  it.each<[name: string, changes: Changes, found: string]>([
    ['diamond-code', { size: 0n }, '0 bytes'],
    ['proxy', { wires: { proxy: given(ELSEWHERE) } }, ELSEWHERE],
    ['rate-limits', { wires: { rateLimits: given(ELSEWHERE) } }, ELSEWHERE],
    ['vault', { wires: { vault: given(ELSEWHERE) } }, ELSEWHERE],
    ['buffer', { wires: { buffer: given(ELSEWHERE) } }, ELSEWHERE],
    ['usds', { wires: { usds: given(ELSEWHERE) } }, ELSEWHERE],
    ['controller-proxy', { wires: { controllerOnProxy: given(false) } }, 'Not granted.'],
    ['controller-rate-limits', { wires: { controllerOnRateLimits: given(false) } }, 'Not granted.'],
    ['configurator-rate-limits', { wires: { configuratorOnRateLimits: given(false) } }, 'Not granted.'],
    ['configurator-diamond', { wires: { configuratorOnDiamond: given(false) } }, 'Not granted.'],
    ['proxy-ward', { wires: { proxyWardOnVault: given(false) } }, 'Not granted.'],
    [
      'buffer-allowance',
      { wires: { bufferAllowance: given(2n ** 255n - 1n) as never } },
      '57,896,044,618,658,097,711,785,492,504,343,953,926,634,992,332,820,282,019,728,792,003,956,564,819,967 smallest units.',
    ],
    [
      'ilk',
      { wires: { vaultIlk: given<Hex>(stringToHex('ALLOCATOR-OTHER-A', { size: 32 })) } },
      'ALLOCATOR-OTHER-A',
    ],
    ['vat-live', { wires: { vatLive: given(0n) } }, 'live = 0'],
    ['registered-rate-limits', { scope: { rateLimitsRegistered: given(false) } }, 'Not registered.'],
    ['registered-controller', { scope: { controllerRegistered: given(false) } }, 'Not registered.'],
    ['beam-state', { configurator: { beamState: given(ELSEWHERE) } }, ELSEWHERE],
    ['operators-beam-state', { configurator: { operatorsBeamState: given(ELSEWHERE) } }, ELSEWHERE],
    ['mom-timelock', { mom: { timelock: given(ELSEWHERE) } }, ELSEWHERE],
    [
      'timelock-delayed',
      { configurator: { users: [{ ...timelockUser, delayed: given(false) }] } },
      'Not granted.',
    ],
  ])('are red one at a time: %s', (name, changes, found) => {
    expect(failing(changes)).toEqual([name])
    const { title, ...told } = checked(checksOf(changes), `wiring/${name}`)!
    expect(told).toEqual({ state: 'critical', found })
    expect(title).not.toBe(checked(checksOf(), `wiring/${name}`)?.title)
    expect(title).toMatch(/^[A-Z]/)
  })

  it('take half of all numbers for an unlimited allowance, which some tokens use up', () => {
    expect(failing({ wires: { bufferAllowance: given(2n ** 255n) as never } })).toEqual([])
  })

  it('are unknown where a wire was not read', () => {
    expect(checked(checksOf({ wires: { proxy: unread } }), 'wiring/proxy')?.state).toBe('unknown')
  })

  it('do not ask for the DELAYED role of a timelock that never had a role', () => {
    const users = [{ ...timelockUser, id: ELSEWHERE, delayed: given(false) }]
    for (const changes of [{ configurator: { users } }, { configurator: { users: [] } }]) {
      expect(failing(changes)).toEqual([])
      expect(checked(checksOf(changes), 'wiring/timelock-delayed')).toBeNull()
    }
  })
})

describe('the checks of a deployment without a Generator', () => {
  it('are those of MCD and of the Configurator Unit', () => {
    const checks = wiringWithoutGenerator({ ...modelOf({}), mcd: { ...rest.mcd, live: given(0n) } })
    expect(checks.map(({ id, shownAt }) => [id, shownAt])).toEqual(
      [
        `vat-live/${rest.mcd.addresses.vat}`,
        ...['beam-state', 'operators-beam-state', 'mom-timelock', 'timelock-delayed'].map(
          (name) => `${name}/${configurator.addresses.configurator}`,
        ),
      ].map((id) => [`wiring/${id}`, { page: 'overview' }]),
    )
    expect(checked(checks, 'wiring/vat-live')).toEqual({
      state: 'critical',
      title: 'The Vat is caged',
      found: 'live = 0',
    })
  })

  it('are in its list, and in no list of a deployment that has one', () => {
    const ids = (model: Unchecked) => allChecks(model).map(({ id }) => id)
    const own = `wiring/vat-live/${rest.mcd.addresses.vat}`
    expect(ids(modelOf({}))).toContain(own)
    expect(ids(fakeModel({}, fakeTime))).not.toContain(own)
  })
})
