import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { type Rad, rad, WAD, wad } from '@/lib/math'
import { fakePrimeDeployment, fakeSharedDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime } from '@/lib/testing/fakes/model'
import { debtBars, longestOf, shareOf } from './bars'
import { debtNote, debtOf, debtSentence, identitiesSentence, primesSentence } from './debt-words'
import { lacking, type PrimeRow, primeRows, totalOfRows } from './rows'

const millions = (amount: bigint) => given(wad(amount * 1_000_000n * WAD))
/** Twelve seconds after the block. */
const at = { block: { number: 176n, timestamp: 1_795_161_600n }, time: 1_795_161_612n }
const failed = unknown({ kind: 'reverted', message: 'The call reverted.' })

const modelOf = (outputs: FakeOutputs = {}) => fakeModel(outputs, fakeTime, fakePrimeDeployment())
const row = (name: string, part: Partial<PrimeRow> = {}): PrimeRow => {
  const [base] = primeRows(modelOf())
  if (!base) throw new Error('The fake model has no Prime')
  return {
    ...base,
    prime: { ...base.prime, name, id: name, vault: { ...base.prime.vault, idle: millions(1n) } },
    legacy: millions(100n),
    funding: millions(10n),
    drawable: millions(5n),
    ...part,
  }
}

const totals = (legacy: Leaf<Rad>, generator: Leaf<Rad>, total: Leaf<Rad>) => ({
  name: 'Generator',
  totals: { legacy, generator, total },
})
const owed = (amount: bigint) => given(rad(amount * 1_000_000n * 10n ** 45n))

describe('the sentence on debt', () => {
  it('gives the total, and each part with its base', () => {
    const debt = debtOf([totals(owed(2_100n), owed(110n), owed(2_210n))])
    expect(debtSentence(debt, 176n)).toBe(
      '2.21B USDS of debt at block 176: 2.1B legacy, 95.02 % of it; 110M through the Generator',
    )
  })

  it('gives what is known where the total is not, and what it lacks', () => {
    const lost = unknown({ kind: 'reverted', message: 'It lacks Keel: the call reverted.' })
    const debt = debtOf([totals(lost, owed(110n), lost)])
    expect(debtSentence(debt, 176n)).toBe(
      'Not all debt is known at block 176: legacy unknown; 110M through the Generator',
    )
    expect(debtNote(debt, at)).toBe('It lacks Keel: the call reverted.')
  })

  it('adds up several Generators, and names the one that a total lacks', () => {
    const other = { ...totals(owed(1n), owed(1n), owed(2n)), name: 'Second' }
    const both = debtOf([totals(owed(1n), owed(1n), owed(2n)), other])
    expect(both.total).toEqual(millions(4n))
    expect(debtNote(both, at)).toBe(
      'Fees that nobody has dripped yet are included; what accrues is computed for 08:00:12 UTC.',
    )
    const broken = { ...other, totals: { ...other.totals, total: failed } }
    expect(debtNote(debtOf([totals(owed(1n), owed(1n), owed(2n)), broken]), at)).toBe(
      'It lacks Second: The call reverted.',
    )
  })
})

describe('the rows of Primes', () => {
  it('take the state of the gravest check of the Prime and of its ilks', () => {
    // Every right is held in the sample, by the depositor too.
    const [own] = primeRows(modelOf())
    expect(own?.open.map(({ id }) => id)).toContain('prime/taker/spark')
    expect(own?.verdict).toBe('critical')
    const unread = primeRows(modelOf({ 'urns(bytes32,address)': () => null }))[0]
    expect(unread?.open.map(({ id }) => id)).toContain('accounting/urn/ALLOCATOR-SPARK-A')
  })

  it('gives no total when the debt of one Prime is not known, and names it', () => {
    const rows = [row('Spark'), row('Keel', { funding: failed })]
    expect(totalOfRows(rows, ({ legacy }) => legacy)).toEqual(millions(200n))
    const total = totalOfRows(rows, ({ funding }) => funding)
    expect(total.ok || total.reason.message).toBe('It lacks Keel: The call reverted.')
    expect(lacking(rows)).toEqual(['Keel'])
  })
})

describe('the sentence on Primes', () => {
  it('says how much can be drawn, and who can draw nothing', () => {
    expect(primesSentence([row('Spark'), row('Grove')])).toBe('2 Primes can draw 10M USDS now')
    expect(primesSentence([row('Spark'), row('Keel', { drawable: given(wad(0n)) })])).toBe(
      '1 of 2 Primes can draw 5M USDS now; Keel nothing',
    )
    expect(primesSentence([row('Keel', { drawable: given(wad(0n)) })])).toBe(
      '1 Prime: none can draw anything now',
    )
  })

  it('leaves no Prime out silently', () => {
    expect(primesSentence([row('Spark'), row('Keel', { drawable: failed })])).toBe(
      '1 of 2 Primes can draw 5M USDS now; of 1 it is not known',
    )
    expect(primesSentence([row('Keel', { drawable: failed })])).toBe('What 1 Prime can draw is not known')
  })
})

describe('a Prime that two Generators fund', () => {
  const reserve = { id: 'reserve', name: 'Reserve Generator' } as unknown as PrimeRow['generator']
  const shared = [
    row('Spark'),
    row('Spark', { generator: reserve, legacy: millions(0n), funding: millions(4n) }),
  ]

  it('is one Prime of the sentence, with what it can draw from both vaults', () => {
    expect(primesSentence([...shared, row('Grove')])).toBe('2 Primes can draw 15M USDS now')
    const none = shared.map((one) => ({ ...one, drawable: given(wad(0n)) }))
    expect(primesSentence([...none, row('Grove')])).toBe('1 of 2 Primes can draw 5M USDS now; Spark nothing')
    const [known, ...others] = shared
    const unread = [known!, ...others.map((one) => ({ ...one, drawable: failed }))]
    expect(primesSentence([...unread, row('Grove')])).toBe(
      '1 of 2 Primes can draw 5M USDS now; of 1 it is not known',
    )
    expect(lacking(unread)).toEqual(['Spark'])
  })

  it('is one bar of the picture', () => {
    const debt = { legacy: millions(100n), generator: millions(14n), total: millions(114n) }
    const bars = debtBars(shared, [], debt)
    expect(bars.map(({ name }) => name)).toEqual(['All debt', 'Spark', 'In no vault'])
    expect(bars[1]).toMatchObject({
      legacy: { value: 100_000_000n * WAD },
      generator: { value: 14_000_000n * WAD },
    })
    expect(new Set(bars.map(({ id }) => id)).size).toBe(bars.length)
  })

  it('has a row and a page for each Generator, with the checks of that one', () => {
    const model = fakeModel({}, fakeTime, fakeSharedDeployment())
    const rows = primeRows(model)
    const [first, second] = model.generators
    expect(rows.map(({ href }) => href)).toEqual([
      `/primes/spark?generator=${first!.id}`,
      `/primes/spark?generator=${second!.id}`,
    ])
    const taker = ({ open }: PrimeRow) =>
      open.flatMap(({ id }) => (id.startsWith('prime/taker/') ? [id] : []))
    expect(rows.map(taker)).toEqual([[`prime/taker/spark/${first!.id}`], [`prime/taker/spark/${second!.id}`]])
    expect(primeRows(modelOf()).map(({ href }) => href)).toEqual(['/primes/spark'])
  })
})

describe('the sentence on identities', () => {
  const is = (holds: Leaf<boolean>) => ({ holds })
  it('says that it adds up only when every identity was computed and holds', () => {
    expect(identitiesSentence([is(given(true)), is(given(true))])).toBe('It adds up: all 2 identities hold')
    expect(identitiesSentence([is(given(true)), is(failed)])).toBe(
      'Whether it adds up is not known: 1 of 2 identities could not be computed',
    )
    expect(identitiesSentence([is(given(false)), is(failed)])).toBe(
      'It does not add up: 1 of 2 identities does not hold, 1 could not be computed',
    )
  })
})

describe('the picture of debt', () => {
  const generator = { name: 'Generator', proxyIdle: millions(2n), bufferIdle: millions(1n) }
  const debt = { legacy: millions(700n), generator: millions(73n), total: millions(773n) }

  it('shows the whole, then the largest, unknown ones first, the rest as one, and what is in no vault', () => {
    const rows = Array.from({ length: 8 }, (_, index) =>
      row(`P${index}`, { legacy: index === 7 ? failed : millions(BigInt(index)) }),
    )
    const bars = debtBars(rows, [generator], debt)
    expect(bars.map(({ name }) => name)).toEqual([
      'All debt',
      'P7',
      'P6',
      'P5',
      'P4',
      'P3',
      '3 more Primes',
      'In no vault',
    ])
    expect(bars.at(-2)?.legacy).toEqual(millions(3n))
    expect(bars.at(-1)).toMatchObject({ legacy: null, generator: millions(3n) })
  })

  it('measures every bar against the longest, and draws none for the unknown', () => {
    const bars = debtBars([row('Spark')], [generator], debt)
    expect(longestOf(bars)).toBe(773_000_000n * WAD)
    expect(shareOf(debt.total, longestOf(bars))).toBe(1)
    expect(shareOf(failed, wad(1n))).toBeNull()
    expect(shareOf(given(wad(0n)), wad(0n))).toBe(0)
  })
})
