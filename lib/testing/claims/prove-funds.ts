import { expect } from 'vitest'
import { funnelInputs } from '@/lib/console/derive/funnel'
import { formatExact } from '@/lib/format'
import { wad } from '@/lib/math'
import type { FunnelInputs } from '@/lib/vaults'
import { whenCanAdd, whenCanRecall, whenCanTake } from '@/lib/vaults'
import { proveAnswer, proveWhen } from '../funnel/prove'
import type { Picture } from './picture'

const WHEN = { take: whenCanTake, add: whenCanAdd, recall: whenCanRecall } as const

/**
 * Proves what the Prime can take, and what the Generator can add and recall: the amount, one wei more, and when more
 * passes.
 */
export async function proveFunds({ stage, funds, prime, facts, at, random, tally }: Picture): Promise<void> {
  const [generator] = facts.generators
  const own = generator?.primes.find(({ id }) => id === prime.id)
  if (!generator || !own) throw new Error('The Prime is gone')
  const inputs = funnelInputs(own, generator, facts.mcd)
  const { client } = stage
  if (!inputs.ok) {
    // An unknown value must not be claimed anywhere.
    tally.claim(
      'unknown',
      !prime.canTake.ok || !prime.canAdd.ok || !prime.canRecall.ok,
      () => inputs.reason.message,
    )
    return
  }
  for (const [act, leaf] of [
    ['take', prime.canTake],
    ['add', prime.canAdd],
    ['recall', prime.canRecall],
  ] as const) {
    await tally.proof(`${act} (amount, and one more)`, 2, async () => {
      const answer = await proveAnswer(client, funds, inputs.value, act, at)
      expect(leaf, `the model at ${at}`).toMatchObject({ ok: true, value: answer })
    })
    if (!leaf.ok) continue
    const amount = leaf.value.amount + random.one(1n, random.between(1n, 10n ** 20n), random.millions(0, 30))
    // No account holds this much.
    if (amount > 10n ** 40n) continue
    await tally.proof(`${act} (moment, and a second earlier)`, 2, () =>
      proveWhen(
        client,
        funds,
        inputs.value as FunnelInputs,
        act,
        amount,
        WHEN[act](inputs.value, wad(amount), at),
        at,
      ).catch((error: Error) => {
        throw new Error(`${formatExact(amount, 18)}: ${error.message}`)
      }),
    )
  }
}
