import { describe, expect, it } from 'vitest'
import { RAY, rpow, WAD } from '@/lib/math'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { migratingModel } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeTime } from '@/lib/testing/fakes/model'
import { identityReason } from '@/lib/words/identities'
import { checkState } from '../model/check'

const HOUR = 3_600n
const { mcd, generators } = fakePrimeDeployment()
const [generator] = generators
const { almProxy, diamond } = generator!.addresses
const [prime] = generator!.primes

/** 4.5 % and 4.75 % a year, per second [ray]. */
const DUTY = 1_000_000_001_395_766_281_313_196_627n
const VSR = 1_000_000_001_471_536_429_740_616_381n

/** Owes 110 USDS before fees and holds 100 shares: an hour and two hours after the last drips. */
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
/** With a million units for rounding, and the fees rounded up. */
const bound = fees + 1n + yields + 1_000_000n
/** What lies idle so that it has exactly what it owes. */
const even = 10n * WAD + fees - yields

describe('what a Generator has against what it owes', () => {
  it('is short by no more than accrued on both sides since their last drips, to the unit', () => {
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
