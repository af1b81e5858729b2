import {
  type Address,
  encodeFunctionData,
  getAddress,
  getContractAddress,
  type Hex,
  pad,
  toHex,
  zeroHash,
} from 'viem'
import { describe, expect, it } from 'vitest'
import { dropSpellAbi, dsPauseAbi, protegoAbi } from '@/lib/abi'
import { nextSpell } from '@/lib/console/derive/drops'
import { places } from '@/lib/console/effects'
import type { ConsoleModel } from '@/lib/console/model'
import { planId } from '@/lib/governance'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, plan, planLog, someone } from '@/lib/testing/fakes/model'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { type Action, buildAction, readBack, readinessOf } from '..'

const deployment = fakePrimeDeployment()
const { pause, chief, protego } = deployment.governance as unknown as Record<
  'pause' | 'chief' | 'protego',
  Address
>
const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const spellAt = (nonce: bigint) => getContractAddress({ from: protego, nonce })
const id = planId(plan)
const { usr, tag, fax, eta } = plan
const content = [usr, tag, fax, eta] as const

const NONE = [zeroHash, 0n] as const
const THERE = [`0x${'cd'.repeat(32)}`, 1n] as const

interface Given {
  readonly hat?: Address | null
  /** How many drop spells Protego created; the last is against the plan. */
  readonly spells?: bigint
  readonly outputs?: FakeOutputs
  readonly ended?: 'exec' | 'drop'
}

function modelOf({ hat = protego, spells = 0n, outputs = {}, ended }: Given = {}): ConsoleModel {
  const created = Array.from({ length: Number(spells) }, (_, n) => spellAt(BigInt(n + 1)))
  const last = created.at(-1)
  const logs = [planLog('plot', plan), ...(ended ? [planLog(ended, plan, 2n)] : [])]
  return fakeModel(
    {
      'hat()': () => (hat === null ? null : [hat]),
      'authority()': () => [chief],
      'pause()': () => [pause],
      'codeOf(address)': ([account]) => [...(created.includes(account as Address) ? THERE : NONE)],
      'action()': () => [usr],
      'tag()': (_, to) => [to === last ? tag : zeroHash],
      'sig()': () => [fax],
      'eta()': () => [eta],
      ...(ended ? { 'plans(bytes32)': () => [false] } : {}),
      ...outputs,
    },
    fakeTime,
    deployment,
    { plans: logs },
  )
}

const dropping = { kind: 'drop-plan', plan: id } as const
const creating = { kind: 'create-drop-spell', plan: id } as const
const built = (request: typeof dropping | typeof creating, given: Given = {}): Action =>
  buildAction(request, modelOf(given), someone)!
const blocked = (request: typeof dropping | typeof creating, given: Given = {}) =>
  because(readinessOf(built(request, given)))
const faults = (action: Action, given: Given = {}) =>
  readBack(action, modelOf(given)).flatMap((each) => each.faults)
const requirement = ({ requirements }: Action, name: string) => requirements.find((each) => each.id === name)!

describe('dropping a plan', () => {
  it('is one call of Protego by anyone, while it wears the hat', () => {
    const action = built(dropping)
    expect(action).toMatchObject({
      title: `Drop plan ${id}`,
      emergency: true,
      permission: { id: 'anyone', holds: { ok: true, value: true } },
      calls: [
        {
          to: protego,
          value: 0n,
          data: encodeFunctionData({ abi: protegoAbi, functionName: 'drop', args: content }),
        },
      ],
    })
    expect(readinessOf(action).state).toBe('ready')
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(places.governance.pause.plans(id).plotted)]: false,
    })
    const [note, told] = action.events
    const data = encodeFunctionData({ abi: dsPauseAbi, functionName: 'drop', args: content })
    expect(note?.address).toBe(pause)
    expect(note?.topics.slice(0, 2)).toEqual([
      `${data.slice(0, 10)}${'00'.repeat(28)}`,
      pad(protego).toLowerCase(),
    ])
    expect(note?.data).toContain(data.slice(2))
    expect(eventsBy(protegoAbi, [told!])).toEqual([{ address: protego, eventName: 'Drop', args: { id } }])
    expect(faults(action)).toEqual([])
  })

  it('is one call of the drop spell, where that wears the hat', () => {
    const given = { hat: spellAt(2n), spells: 2n }
    const action = built(dropping, given)
    expect(readinessOf(action).state).toBe('ready')
    expect(action.calls).toEqual([
      { to: spellAt(2n), value: 0n, data: encodeFunctionData({ abi: dropSpellAbi, functionName: 'drop' }) },
    ])
    expect(eventsBy(dropSpellAbi, action.events.slice(1))).toEqual([
      { address: spellAt(2n), eventName: 'Drop', args: {} },
    ])
    expect(faults(action, given)).toEqual([])
    // One against another plan is no way to drop this one.
    expect(blocked(dropping, { hat: spellAt(1n), spells: 2n })[0]).toMatch(
      /^Neither Protego nor a drop spell/,
    )
  })

  it('reads back as that plan, and through no other contract', () => {
    const action = built(dropping)
    const moved = { ...action, calls: action.calls.map((call) => ({ ...call, to: at(0x99) })) }
    expect(faults(moved)[0]).toContain('where it does not belong')
    const bare = encodeFunctionData({ abi: dropSpellAbi, functionName: 'drop' }) as Hex
    const other = { ...action, calls: [{ to: protego, value: 0n, data: bare }] }
    expect(faults(other)[0]).toMatch(/^The bytes call drop\(\), not/)
  })

  it('is refused without the hat, and says who wears it', () => {
    expect(blocked(dropping, { hat: at(0x98) })).toEqual([
      `Neither Protego nor a drop spell against it wears the hat of the Chief, but ${at(0x98)}: votes have to lift one of them (ds-auth-unauthorized)`,
    ])
    expect(readinessOf(built(dropping, { hat: null })).state).toBe('unknown')
  })

  it('is so already once it was dropped, and too late once it was executed', () => {
    const dropped = built(dropping, { ended: 'drop' })
    expect(because(readinessOf(dropped))).toEqual(['It is dropped already'])
    expect(requirement(dropped, 'plan-pending').already).toBe(true)
    const executed = built(dropping, { ended: 'exec' })
    expect(because(readinessOf(executed))).toEqual(['It is executed already'])
    expect(requirement(executed, 'plan-pending').already).toBeUndefined()
  })

  it.each<[string, FakeOutputs]>([
    ['the pause asks another contract', { 'authority()': () => [someone] }],
    ['Protego is of another pause', { 'pause()': () => [someone] }],
  ])('is refused where %s', (_, outputs) => {
    expect(blocked(dropping, { outputs })).toEqual([
      'The pause asks another contract than the Chief who may drop, or Protego is of another pause',
    ])
  })

  it('is none without Protego, and none of a plan that is not known', () => {
    const model = modelOf()
    const { governance } = model
    const without = {
      ...model,
      governance: governance && { ...governance, addresses: { ...governance.addresses, protego: null } },
    }
    for (const request of [dropping, creating]) {
      expect(buildAction(request, without, someone)).toBeNull()
      expect(buildAction({ ...request, plan: zeroHash }, model, someone)).toBeNull()
      expect(readBack(built(request), without)[0]?.faults[0]).toMatch(/not what was asked for/)
    }
  })
})

describe('creating a drop spell', () => {
  const hat = at(0x98)

  it('is one call of Protego by anyone, and says at which address the spell will be', () => {
    const action = built(creating, { hat, spells: 0n })
    expect(action.calls).toEqual([
      {
        to: protego,
        value: 0n,
        data: encodeFunctionData({ abi: protegoAbi, functionName: 'deploy', args: content }),
      },
    ])
    expect(readinessOf(action).state).toBe('ready')
    const own = places.governance.dropSpells(spellAt(1n))
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(own.created)]: true,
      [pathTo(own.drops.action)]: usr,
      [pathTo(own.drops.tag)]: tag,
      [pathTo(own.drops.sig)]: fax,
      [pathTo(own.drops.eta)]: eta,
      [pathTo(places.governance.dropSpells(spellAt(2n)).created)]: false,
    })
    expect(eventsBy(protegoAbi, action.events)).toEqual([
      { address: protego, eventName: 'Deploy', args: { dropSpell: spellAt(1n) } },
    ])
    expect(faults(action, { hat })).toEqual([])
  })

  it('comes after those that are there, beyond those that are looked for at once', () => {
    // The last of five is against another plan, too.
    const outputs = { 'tag()': () => [zeroHash] }
    for (const spells of [3n, 4n, 5n]) {
      const model = modelOf({ hat, spells, outputs })
      expect(nextSpell(model.governance!)).toBe(spellAt(spells + 1n))
      const action = buildAction(creating, model, someone)!
      expect(readinessOf(action).state).toBe('ready')
    }
  })

  it('is so already where there is one', () => {
    const action = built(creating, { hat, spells: 1n })
    expect(because(readinessOf(action))).toEqual([`There is a drop spell against it: ${spellAt(1n)}`])
    expect(requirement(action, 'no-drop-spell').already).toBe(true)
  })

  it('is not offered where it is not known what is there', () => {
    const unread = built(creating, { hat, outputs: { 'codeOf(address)': () => null } })
    expect(readinessOf(unread).state).toBe('blocked')
    expect(unread).toMatchObject({ effects: [], events: [] })
    const full = built(creating, {
      hat,
      outputs: { 'codeOf(address)': () => [...THERE], 'tag()': () => [zeroHash] },
    })
    expect(requirement(full, 'spell-address').holds.ok).toBe(false)
    expect(modelOf({ outputs: { 'codeOf(address)': () => [...THERE] } }).governance?.dropSpells).toHaveLength(
      64,
    )
  })

  it('is of no use once the plan has ended', () => {
    expect(blocked(creating, { hat, ended: 'exec' })).toEqual(['It is executed already'])
  })
})
