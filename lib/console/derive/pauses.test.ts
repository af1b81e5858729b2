import { type Address, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { seconds } from '@/lib/math'
import { migratingModel } from '@/lib/testing/fakes/migration'
import { fakeTime } from '@/lib/testing/fakes/model'
import type { Pause } from '@/lib/vaults'
import type { GuardrailFacts } from '../facts/guardrails'
import { deriveGuardrails, storedGuardrails, storedPauses } from './guardrails'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const NOW = seconds(fakeTime)
const HOUR = 3_600n
const [ANN, BEN, CAT] = [at(1), at(2), at(3)]
const { vault } = migratingModel({ phase: 'DualRun' }).generators[0]!.primes[0]!
const sampled = vault.guardrails!

const pauseOf = (by: Address, ended: bigint): Pause => ({ by, start: NOW - ended - HOUR, until: NOW - ended })

/** Guardrails with these operators and their last pauses, after which they wait as long as they lasted. */
function railsOf(
  operators: readonly Address[],
  pauses: readonly Pause[],
  length: Leaf<number> = given(operators.length),
) {
  const bounds = { ...sampled.bounds, maxPause: given(seconds(HOUR)), coolDown: given(seconds(4n * HOUR)) }
  const members = { length, items: operators.map((account) => ({ id: account, account: given(account) })) }
  const operated = { ...sampled.operators, members }
  const own = { bounds, operators: operated, takesPauses: given(pauses), withdrawalsPauses: given([]) }
  return { ...sampled, ...own } as GuardrailFacts
}

describe('when takes can be paused', () => {
  const from = (...input: Parameters<typeof railsOf>) =>
    deriveGuardrails(railsOf(...input), { guardrails: {} as never, idle: unread }, NOW).takesPausableFrom

  it('is as soon as the first of the operators can', () => {
    const last = [pauseOf(ANN, 0n), pauseOf(BEN, 3n * HOUR), pauseOf(CAT, HOUR)]
    const own = (who: Address) => {
      const found = from([who], last)
      return found.ok ? found.value! : 0n
    }
    expect(own(BEN)).toBeLessThan(own(CAT))
    expect(own(CAT)).toBeLessThan(own(ANN))
    for (const operators of [
      [ANN, BEN, CAT],
      [BEN, CAT, ANN],
      [CAT, ANN, BEN],
    ]) {
      expect(from(operators, last)).toMatchObject({ ok: true, value: own(BEN) })
    }
    expect(from([ANN, at(4)], last)).toMatchObject({ ok: true, value: 0n })
  })

  it('is never where nobody operates the vault, and unknown where that is', () => {
    expect(from([], [])).toMatchObject({ ok: true, value: null })
    expect(from([ANN], [], unread).ok).toBe(false)
  })
})

describe('what a vault stores of its pauses and guardrails', () => {
  it('is a value where all of it was read', () => {
    const own = railsOf([ANN], [pauseOf(ANN, 0n)])
    expect(storedPauses(own)).toMatchObject({ ok: true, value: { takes: [{ by: ANN }], withdrawals: [] } })
    expect(storedPauses({ ...own, withdrawalsPauses: unread }).ok).toBe(false)
    const stored = { guarded: given(true), guardrails: own }
    expect(storedGuardrails(stored)).toMatchObject({ ok: true, value: { bounds: { maxPause: HOUR } } })
    expect(storedGuardrails({ ...stored, guardrails: { ...own, buffer: unread } }).ok).toBe(false)
  })
})
