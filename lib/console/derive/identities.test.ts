import { describe, expect, it } from 'vitest'
import { given } from '@/lib/leaf'
import { RAY, rpow, seconds, WAD } from '@/lib/math'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { migratingModel } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeTime } from '@/lib/testing/fakes/model'
import { identityReason } from '@/lib/words/identities'
import { checkState } from '../model/check'
import { identitiesOf } from './identities'

const HOUR = 3_600n
const { mcd, generators } = fakePrimeDeployment()
const [generator] = generators
const { almProxy, diamond } = generator!.addresses
const [prime] = generator!.primes

/** 4.5 % and 4.75 % a year, per second [ray]. */
const DUTY = 1_000_000_001_395_766_281_313_196_627n
const VSR = 1_000_000_001_471_536_429_740_616_381n

/** Owes 110 USDS before fees and holds 100 shares; the last drips were one and two hours ago. */
const accruing = (idle: bigint, more: FakeOutputs = {}): FakeOutputs => ({
  'ilks(bytes32)': (_, to) =>
    to === mcd.vat ? [110n * WAD, RAY, RAY, 10n ** 48n, 0n] : [DUTY, fakeTime - HOUR, 0n, 0n, 0n],
  'urns(bytes32,address)': () => [10n ** 30n, 110n * WAD],
  'vsr()': () => [VSR],
  'rho()': () => [fakeTime - 2n * HOUR],
  'balanceOf(address)': ([account], to) => [
    to === prime!.vault ? 100n * WAD : account === almProxy ? idle : 0n,
  ],
  ...more,
})

function assets(outputs: FakeOutputs) {
  const model = migratingModel({ phase: 'Legacy' }, outputs)
  const identity = model.identities.find(({ id }) => id === `assets/${diamond}`)!
  const check = model.checks.find(({ id }) => id === `accounting/assets/${diamond}`)!
  return { identity, check, verdict: checkState(check) }
}

const grown = (wad: bigint, factor: bigint, seconds: bigint) =>
  (wad * WAD * (rpow(factor, seconds, RAY) - RAY)) / RAY
const fees = grown(110n, DUTY, HOUR)
const yields = grown(100n, VSR, 2n * HOUR)
/** With a million units for rounding. The fees are rounded up. */
const bound = fees + 1n + yields + 1_000_000n
/** Idle funds that make it have exactly what it owes. */
const even = 10n * WAD + fees - yields

describe('what a Generator has against what it owes', () => {
  it('falls short by no more than what accrued on both sides since their last drips, to the unit', () => {
    const { identity } = assets(accruing(even))
    expect(identity.residual).toMatchObject({ ok: true, value: 0n })
    expect(identity.tolerance).toMatchObject({ ok: true, value: bound })
    expect(assets(accruing(even - bound)).verdict).toBe('pass')
    expect(assets(accruing(even - bound - 1n)).verdict).toBe('critical')
  })

  it('is no loss where there is more, whoever sent it', () => {
    expect(assets(accruing(even + 1_000_000n * WAD)).verdict).toBe('pass')
  })

  it('leaves nothing but rounding once both sides were dripped', () => {
    const dripped = accruing(10n * WAD, {
      'ilks(bytes32)': (_, to) =>
        to === mcd.vat ? [110n * WAD, RAY, RAY, 10n ** 48n, 0n] : [DUTY, fakeTime, 0n, 0n, 0n],
      'rho()': () => [fakeTime],
    })
    expect(assets(dripped).identity.tolerance).toMatchObject({ ok: true, value: 1_000_000n })
  })

  it('says the bound, what it is made of, and since when', () => {
    const { identity, check } = assets(accruing(even - bound - 1n))
    expect(identityReason(identity, fakeTime)).toContain('of fees since the last drip of the ilk 1 h ago')
    expect(identityReason(identity, fakeTime)).toContain(
      'of yield since the last drip of each vault, the oldest 2 h ago',
    )
    expect(identityReason(identity, fakeTime)).toContain('0.000000000001 USDS for rounding')
    expect(check.found.ok && check.found.value).toMatch(/ USDS, 0\.00\d+ USDS less than expected\.$/)
    expect(check.expected).toMatch(/^At least 110\.\d+ USDS, less up to 0\.00\d+ USDS: what accrues/)
  })

  it('is unknown where a rate or a drip is', () => {
    const unread = assets(accruing(even, { 'vsr()': () => null }))
    expect(unread.verdict).toBe('unknown')
    expect(identityReason(unread.identity, fakeTime)).toContain(
      'How much less is explained cannot be computed',
    )
  })
})

describe('the debt of an ilk', () => {
  const urn = (id: string, art: bigint) => {
    const model = migratingModel(
      { phase: 'DualRun', Art: 40n * WAD },
      { 'urns(bytes32,address)': () => [0n, art] },
    )
    return model.identities.find((one) => one.id === `urn/${id}`)
  }

  it('is that of its only urn, to the unit, for the Generator and for each Prime', () => {
    expect(urn(generator!.ilk, 100n * WAD)).toMatchObject({
      kind: 'equal',
      holds: { ok: true, value: true },
      residual: { ok: true, value: 0n },
      tolerance: { ok: true, value: 0n },
    })
    expect(urn(generator!.ilk, 100n * WAD - 1n)).toMatchObject({
      holds: { ok: true, value: false },
      residual: { ok: true, value: -1n },
    })
    expect(urn(prime!.legacyIlks[0]!.ilk, 40n * WAD)).toMatchObject({ holds: { ok: true, value: true } })
  })
})

describe('what accrued between the drips', () => {
  const accrued = (outputs: FakeOutputs = {}) => {
    const { identity } = assets(accruing(even, outputs))
    return identity.accrued?.ok ? identity.accrued.value : null
  }

  it('began with the oldest drip of a vault that earned something', () => {
    expect(accrued()?.vaultsSince).toBe(fakeTime - 2n * HOUR)
    expect(accrued({ 'vsr()': () => [RAY] })?.vaultsSince).toBeNull()
  })

  it('is the yield above what the shares were worth at the last drip, rounded down', () => {
    const chi = RAY + 1n
    const shares = 100n * WAD + 1n
    const odd = accrued({
      'chi()': () => [chi],
      'balanceOf(address)': ([account], to) => [
        to === prime!.vault ? shares : account === almProxy ? even : 0n,
      ],
    })
    const now = (shares * ((rpow(VSR, 2n * HOUR, RAY) * chi) / RAY)) / RAY
    expect(odd?.yields).toBe(now - (shares * chi) / RAY)
  })
})

describe('the bound of several vaults', () => {
  it('is as old as the oldest drip', () => {
    const { generators: found } = migratingModel({ phase: 'Legacy' }, accruing(even))
    const [sampled] = found[0]!.primes
    const since = (...hours: readonly bigint[]) => {
      const primes = hours.map((h) => ({
        ...sampled!,
        vault: { ...sampled!.vault, rho: given(seconds(fakeTime - h * HOUR)) },
      }))
      const identity = identitiesOf([{ ...found[0]!, primes }]).find(({ id }) => id === `assets/${diamond}`)
      return identity?.accrued?.ok && identity.accrued.value.vaultsSince
    }
    expect(since(2n, 3n)).toBe(fakeTime - 3n * HOUR)
    expect(since(3n, 2n)).toBe(fakeTime - 3n * HOUR)
  })
})
