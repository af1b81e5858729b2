import { type Address, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { fakeUnit } from '@/lib/testing/fakes/deployment'
import type { GuardianFacts } from '../facts/guardians'
import type { RelayerFacts } from '../facts/roles'
import { canOperate, everyRelayerAsked, foreignFreezes, frozenBeams, heldRoles, isFrozen } from './beams'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const addresses = fakeUnit()
const registry = addresses.freezeRegistry!
const [OTHER_REGISTRY, ANN, BEN] = [at(0x99), at(1), at(2)]

type Member = readonly [account: Leaf<Address> | Address, frozen: Leaf<boolean> | boolean | null]

const read = <T>(value: Leaf<T> | T, from = 0): Leaf<T> =>
  typeof value === 'object' && value !== null && 'ok' in value
    ? value
    : { ok: true, value: value as T, from: [from] }

/** The relayers of a PAU, each read by a call of its own. */
const relayersOf = (freezesIn: Leaf<Address> | Address, members: readonly Member[]): RelayerFacts => ({
  ...{ contract: at(0x70), name: 'RELAYER', role: toHex(1, { size: 32 }) },
  freezesIn: read(freezesIn, 1),
  members: {
    length: given(members.length),
    items: members.map(([account, frozen], index) => ({
      id: String(index),
      account: read(account, 10 + index),
      frozen: frozen === null ? null : read(frozen, 20 + index),
    })),
  },
})

/** One for each controller of a Prime; null for one that agents operate. */
type Primes = Readonly<Record<string, RelayerFacts | null | readonly RelayerFacts[]>>

const unit = {
  id: addresses.beamState,
  configurator: { addresses, guardians: null, asked: [], users: [], otherPairs: [] },
}

const primesOf = (primes: Primes) =>
  Object.entries(primes).map(([name, of]) => ({
    name,
    unit: null,
    controllers: [of].flat().map((relayers) => ({ relayers })),
  })) as unknown as Parameters<typeof heldRoles>[0]['unfunded']

/** A Generator without relayers and cBEAMs, with these Primes, and beside it those that no Generator funds. */
const holders = (primes: Primes, unfunded: Primes = {}) => ({
  units: [unit],
  unfunded: primesOf(unfunded),
  generators: [
    {
      name: 'Generator',
      unit: unit.id,
      roles: { relayer: relayersOf(registry, []) },
      scope: { pairs: [] },
      primes: primesOf(primes),
    },
  ] as unknown as Parameters<typeof heldRoles>[0]['generators'],
})

describe('a relayer', () => {
  it('can operate unless guardians froze it, and where no guardians are asked about', () => {
    const relayers = relayersOf(registry, [
      [ANN, null],
      [BEN, true],
    ])
    expect(canOperate(relayers, ANN)).toMatchObject({ ok: true, value: true })
    expect(canOperate(relayers, BEN)).toMatchObject({ ok: true, value: false })
    expect(canOperate(relayers, at(3))).toMatchObject({ ok: true, value: false })
  })

  it('is asked about unless no guardians are, which is known only where the list is', () => {
    const asked = (members: readonly Member[]) =>
      everyRelayerAsked(holders({ Spark: relayersOf(registry, members) }), unit)
    expect(asked([[ANN, null]])).toMatchObject({ ok: true, value: true })
    expect(asked([[ANN, true]])).toMatchObject({ ok: true, value: true })
    expect(asked([[ANN, unread]]).ok).toBe(false)
  })
})

describe('a relayer of a Prime that no Generator funds', () => {
  const beside = (freezesIn: Address, member: Member) =>
    holders({}, { Osero: relayersOf(freezesIn, [member]) })

  it('is told of it, asked about, and known to be frozen elsewhere, like any other', () => {
    expect(heldRoles(beside(registry, [ANN, false]), unit, ANN)).toMatchObject({
      value: [{ kind: 'relayer', label: 'Relayer of Osero' }],
    })
    expect(everyRelayerAsked(beside(registry, [ANN, unread]), unit).ok).toBe(false)
    expect(foreignFreezes(beside(OTHER_REGISTRY, [ANN, true]), unit)).toMatchObject([
      { value: { account: ANN, label: 'Relayer of Osero' } },
    ])
  })
})

describe('a relayer of several controllers of one Prime', () => {
  it('is told of that Prime once', () => {
    const both = [relayersOf(registry, [[ANN, false]]), relayersOf(registry, [[ANN, false]])]
    expect(heldRoles(holders({ Spark: both }), unit, ANN)).toMatchObject({
      value: [{ kind: 'relayer', label: 'Relayer of Spark' }],
    })
  })
})

describe('a freeze in another FreezeRegistry', () => {
  const elsewhere = (members: readonly Member[]) => relayersOf(OTHER_REGISTRY, members)

  it('is told once of each account, with every Prime whose relayer it is, and what that rests on', () => {
    const freezes = foreignFreezes(
      holders({
        Spark: elsewhere([
          [BEN, false],
          [ANN, true],
        ]),
        Grove: elsewhere([[ANN, true]]),
        Obex: relayersOf(at(0x98), [[ANN, true]]),
        Nova: null,
      }),
      unit,
    )
    expect(freezes.map((freeze) => freeze.ok && freeze.value)).toEqual([
      { account: ANN, registry: OTHER_REGISTRY, label: 'Relayer of Spark, Grove' },
      { account: ANN, registry: at(0x98), label: 'Relayer of Obex' },
    ])
    expect(freezes.map(({ from }) => from)).toEqual([
      [10, 11, 20, 21],
      [10, 20],
    ])
  })

  it('is not told of who is not known to be frozen, or is frozen in this FreezeRegistry', () => {
    const unfrozen: readonly Member[] = [
      [unread, true],
      [ANN, unread],
      [ANN, false],
      [ANN, null],
    ]
    for (const member of unfrozen) {
      expect(foreignFreezes(holders({ Spark: elsewhere([member]) }), unit)).toEqual([])
    }
    for (const freezesIn of [registry, unread]) {
      expect(foreignFreezes(holders({ Spark: relayersOf(freezesIn, [[ANN, true]]) }), unit)).toEqual([])
    }
  })

  it('names no more than five Primes', () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G']
    const label = (count: number) => {
      const primes = Object.fromEntries(
        names.slice(0, count).map((name): [string, RelayerFacts] => [name, elsewhere([[ANN, true]])]),
      )
      const [freeze] = foreignFreezes(holders(primes), unit)
      return freeze?.ok && freeze.value.label
    }
    expect(label(5)).toBe('Relayer of A, B, C, D, E')
    expect(label(7)).toBe('Relayer of A, B, C, D, E and 2 more')
  })
})

describe('the roles that a freeze takes', () => {
  it('are those of a relayer of Primes whose controllers ask this FreezeRegistry', () => {
    const own = relayersOf(registry, [
      [unread, null],
      [ANN, null],
    ])
    const primes = {
      Spark: own,
      Grove: own,
      Obex: relayersOf(OTHER_REGISTRY, [[ANN, null]]),
      Keel: relayersOf(unread, [[ANN, null]]),
      Nova: null,
    }
    expect(heldRoles(holders(primes), unit, ANN)).toMatchObject({
      ok: true,
      value: [{ kind: 'relayer', label: 'Relayer of Spark, Grove' }],
      from: [11],
    })
    expect(heldRoles(holders(primes), unit, BEN)).toMatchObject({ ok: true, value: [] })
  })

  it('are none where there is no council of guardians', () => {
    expect(frozenBeams(holders({}), unit)).toEqual([])
  })
})

describe('an account that nobody was asked about', () => {
  it('is not known to be free where its roles were read and its freeze was not', () => {
    const asked = [{ id: ANN, roles: given(toHex(0n)), registered: given(false), freeze: null }]
    const guardians = { beams: [] } as unknown as GuardianFacts
    const read = { configurator: { addresses, guardians, asked, users: [], otherPairs: [] } }
    expect(isFrozen(read, ANN)).toMatchObject({ ok: false, reason: { kind: 'not-read' } })
  })
})
