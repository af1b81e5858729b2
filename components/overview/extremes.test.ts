import { describe, expect, it } from 'vitest'
import { debtBars, longestOf } from '@/components/debt/bars'
import { debtOf } from '@/components/debt/debt-words'
import { primeRows } from '@/components/debt/rows'
import { migrationRows } from '@/components/migration/rows'
import type { ConsoleModel } from '@/lib/console/model'
import { leavesOf } from '@/lib/leaf/leaves'
import { MAX_UINT256 } from '@/lib/math'
import { migratingModel } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, numbersOf } from '@/lib/testing/fakes/model'
import { describePath } from '@/lib/words/describe'
import { attentionOf } from './attention'

const honest = migratingModel({ phase: 'DualRun' })
/** Functions that give a number. */
const numeric = [...new Set(honest.sources.map(({ signature }) => signature))].filter(
  (signature) => numbersOf(signature, 1n) !== null,
)
const giving = (signatures: readonly string[], value: bigint): FakeOutputs =>
  Object.fromEntries(signatures.map((one) => [one, () => numbersOf(one, value)]))

/** What is shown first, and the words of all that is known. */
function shown(model: ConsoleModel): unknown {
  return [
    attentionOf(model.checks, model.block.number),
    primeRows(model),
    migrationRows(model),
    longestOf(debtBars(primeRows(model), model.generators, debtOf(model.generators))),
    leavesOf(model).map(({ path, leaf }) => leaf.ok && describePath(path, model)?.text(leaf.value)),
  ]
}

describe('whatever number a contract gives', () => {
  it('finds the functions that give a number', () => {
    expect(numeric.length).toBeGreaterThan(40)
  })

  it.each([0n, 1n, 2n ** 128n, 2n ** 255n, MAX_UINT256])(
    'the console says what it can, though one function answers %s',
    (value) => {
      for (const signature of numeric) {
        for (const phase of ['DualRun', 'CutOver'] as const) {
          const told = () => shown(migratingModel({ phase }, giving([signature], value)))
          expect(told, signature).not.toThrow()
        }
      }
    },
  )

  it.each([0n, 2n ** 255n, MAX_UINT256])(
    'the console says what it can, though every function answers %s',
    (value) => {
      expect(() => shown(migratingModel({ phase: 'DualRun' }, giving(numeric, value)))).not.toThrow()
    },
  )
})
