import { type Address, encodeFunctionData, getAddress, pad, stringToHex, toHex, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { autoLineAbi, lineMomAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import type { ConsoleModel } from '@/lib/console/model'
import { RAD, RAY } from '@/lib/math'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { migrating, migratingModel } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeTime, someone } from '@/lib/testing/fakes/model'
import { safeModel, signers } from '@/lib/testing/fakes/safe'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import {
  type Action,
  buildAction,
  callsOfWipes,
  readBack,
  readBackInner,
  readinessOf,
  routesOf,
  wipesThrough,
} from '..'

const deployment = fakePrimeDeployment()
const { vat, autoLine, lineMom } = deployment.mcd as Record<string, Address>
const { ilk } = migrating.ilk
const name = stringToHex(ilk, { size: 32 })
const own = deployment.generators[0]!.ilk
const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const [stranger, safe] = [at(0x99), at(0x15)]

/** The ceiling of the legacy ilk is 50, and AutoLine raises it to no more than 100. */
interface State {
  readonly line?: bigint
  readonly most?: bigint
  readonly listed?: bigint
  readonly outputs?: FakeOutputs
}

function modelOf({ line = 50n * RAD, most = 100n * RAD, listed = 1n, outputs = {} }: State = {}) {
  return migratingModel(
    { phase: 'DualRun' },
    {
      'ilks(bytes32)': (_, to) => {
        if (to === lineMom) return [listed, 0n, 0n, 0n, 0n]
        if (to === autoLine) return [most, 1n, 1n, 1n, 1n]
        return to === vat ? [0n, RAY, RAY, line, 0n] : [RAY, fakeTime, 0n, 0n, 0n]
      },
      'live()': () => [1n],
      'canCall(address,address,bytes4)': () => [false],
      ...outputs,
    },
  )
}
const request = { kind: 'wipe-ceiling', ilk } as const
const built = (model = modelOf(), from = someone): Action => buildAction(request, model, from)!
const blocked = (state: State) => because(readinessOf(built(modelOf(state))))
const shown = places
  .generators(migrating.generator.addresses.diamond)
  .primes(migrating.prime.slug)
  .legacy(ilk)

describe('wiping a ceiling by LineMom', () => {
  it('is one call, which ends the ceiling and its rule, and leaves that of all debt', () => {
    const model = modelOf()
    const action = built(model)
    expect(action).toMatchObject({
      title: `Wipe the debt ceiling of ${ilk}`,
      emergency: true,
      calls: [
        {
          to: lineMom,
          value: 0n,
          data: encodeFunctionData({ abi: lineMomAbi, functionName: 'wipe', args: [name] }),
        },
      ],
    })
    expect(readinessOf(action).state).toBe('ready')
    const rule = shown.autoLine
    expect(effectsBy(action.effects)).toEqual(
      Object.fromEntries(
        [shown.line, rule.line, rule.gap, rule.ttl, rule.last, rule.lastInc].map((leaf) => [
          pathTo(leaf),
          0n,
        ]),
      ),
    )
    const told = eventsBy([...lineMomAbi, ...autoLineAbi], action.events)
    expect(told[0]).toEqual({ address: autoLine, eventName: 'Remove', args: { ilk: name } })
    expect(told[1]).toMatchObject({ address: vat })
    expect(told[2]).toEqual({ address: lineMom, eventName: 'Wipe', args: { ilk: name, line: 50n * RAD } })
    expect(action.disables[0]).toBe(`The ceiling of ${ilk} falls from 50 USDS to 0.`)
    expect(action.disables.join()).toContain('The ceiling of all debt stays as it is')
    expect(readBack(action, model).flatMap(({ faults }) => faults)).toEqual([])
  })

  it('says of the ilk of a Generator that all its Primes share it', () => {
    const action = buildAction({ kind: 'wipe-ceiling', ilk: own }, modelOf(), someone)!
    expect(action.disables.at(-1)).toMatch(/^All Primes of Generator share it/)
    expect(built().disables.join()).not.toContain('share it')
  })

  it('may be done by the owner, by whom the authority lets, and by nobody else', () => {
    const of = (outputs: FakeOutputs, from = stranger) => built(modelOf({ outputs }), from).permission.holds
    expect(of({}, someone)).toMatchObject({ ok: true, value: true })
    expect(of({ 'owner()': () => [at(0x72)] }, someone)).toMatchObject({ ok: true, value: false })
    expect(
      of({ 'owner()': () => [at(0x72)], 'canCall(address,address,bytes4)': () => [true] }, someone),
    ).toMatchObject({ value: true })
    expect(
      of(
        {
          'owner()': () => [at(0x72)],
          'authority()': () => [zeroAddress],
          'canCall(address,address,bytes4)': () => [true],
        },
        someone,
      ),
    ).toMatchObject({ ok: true, value: false })
    // Who was not asked yet is not told to have no right.
    expect(of({}).ok).toBe(false)
  })

  it.each<[string, State, string]>([
    [
      'of an ilk that is not listed',
      { listed: 0n },
      `LineMom does not list ${ilk}: governance adds it by a plan (LineMom/ilk-not-added)`,
    ],
    [
      'where the Vat does not let it',
      { outputs: { 'wards(address)': (_, to) => [to === vat ? 0n : 1n] } },
      'LineMom works on another Vat or AutoLine than those of this deployment, or one of them does not let it',
    ],
    [
      'where AutoLine does not let it',
      { outputs: { 'wards(address)': (_, to) => [to === autoLine ? 0n : 1n] } },
      'LineMom works on another Vat or AutoLine than those of this deployment, or one of them does not let it',
    ],
    [
      'where it works on another AutoLine',
      { outputs: { 'autoLine()': () => [someone] } },
      'LineMom works on another Vat or AutoLine than those of this deployment, or one of them does not let it',
    ],
    [
      'where it works on another Vat',
      { outputs: { 'vat()': (_, to) => [to === lineMom ? someone : vat] } },
      'LineMom works on another Vat or AutoLine than those of this deployment, or one of them does not let it',
    ],
    [
      'with a Vat that is shut down',
      { outputs: { 'live()': () => [0n] } },
      'The Vat is shut down (Vat/not-live)',
    ],
    [
      'twice: then it is so already',
      { line: 0n, most: 0n },
      `The ceiling of ${ilk} is 0, and it is not in AutoLine`,
    ],
  ])('is not offered %s', (_, state, why) => {
    expect(blocked(state)).toEqual([why])
  })

  it('is offered to the unit: for a ceiling of 1, and for one of 0 that AutoLine may raise', () => {
    expect(blocked({ line: 1n, most: 0n })).toEqual([])
    expect(blocked({ line: 0n, most: 1n })).toEqual([])
    const done = built(modelOf({ line: 0n, most: 0n }))
    expect(done.requirements.find(({ id }) => id === 'ceiling-open')?.already).toBe(true)
  })

  it('stays possible where something could not be read, as it is an emergency', () => {
    const unread = built(
      modelOf({ outputs: { 'owner()': () => null, 'canCall(address,address,bytes4)': () => null } }),
    )
    expect(readinessOf(unread).state).toBe('unknown')
  })

  it('is none of an ilk that is not there, and none without LineMom', () => {
    expect(buildAction({ kind: 'wipe-ceiling', ilk: 'ALLOCATOR-NONE-A' }, modelOf(), someone)).toBeNull()
    const model = modelOf()
    const without: ConsoleModel = { ...model, mcd: { ...model.mcd, lineMom: null } }
    expect(buildAction(request, without, someone)).toBeNull()
    expect(routesOf(request, without, someone)).toBeNull()
    expect(readBack(built(), without)[0]?.faults).toEqual([
      'The bytes call wipe(bytes32), not what was asked for.',
    ])
    expect(callsOfWipes(without.mcd, safe)).toEqual([])
  })

  it('goes through a Safe that owns LineMom, one for each ilk that it lists', () => {
    const model = { ...modelOf({ outputs: { 'owner()': () => [safe] } }), safes: safeModel().safes }
    const owner = signers[0].address
    expect(routesOf(request, model, owner)?.safes.map(({ id }) => id)).toEqual([safe])
    const through = { ...request, through: safe }
    const action = buildAction(through, model, owner)!
    expect(readBackInner(action.through!, through, model).flatMap(({ faults }) => faults)).toEqual([])
    expect(wipesThrough({ id: safe }, model.mcd)).toContainEqual(through)
    expect(callsOfWipes(model.mcd, safe)).toHaveLength(model.mcd.lineMom!.ilks.length)
    expect(callsOfWipes(model.mcd, at(0x16))).toHaveLength(model.mcd.lineMom!.ilks.length)
    const none = modelOf({ listed: 0n })
    expect(wipesThrough({ id: safe }, none.mcd)).toEqual([])
  })
})
