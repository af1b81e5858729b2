import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seed } from '@/lib/cli/test-chain'
import type { Executable } from '@/lib/console/model/executable'
import { given } from '@/lib/leaf'
import { add, sub, wad } from '@/lib/math'
import { modelUnit, withUnit } from '@/lib/testing/units'
import { report } from '../report'
import type { Picture } from './picture'
import { proveAnyone } from './prove-anyone'
import { proveFunds } from './prove-funds'
import { proveLimits } from './prove-limits'
import { proveSteps } from './prove-steps'
import { pictureOf, proveStates } from './run'
import { type ClaimStage, openClaimStage } from './stage'
import { changes } from './states'
import { Tally } from './tally'

/** States of each half: more than there are changes, so that every change is met. */
const STATES = 50

/**
 * One half of the states. Each half has a chain of its own, so that both run at once.
 * @param half 0 or 1
 */
export function claimsOfHalf(half: 0 | 1): void {
  let stage: ClaimStage

  beforeAll(async () => {
    stage = await openClaimStage()
  })
  afterAll(() => stage?.scene.chain.stop())

  describe(`what the console claims (seed ${seed}, half ${half + 1} of 2)`, () => {
    it('is what the chain does, over states of every kind', async () => {
      const tally = await proveStates(stage, seed + half, half * STATES, STATES)
      report(`${STATES} states, ${tally.claims} claims, ${tally.differences.length} differences. ${tally}.`)
      expect(tally.differences).toEqual([])
      expect(tally.claims).toBeGreaterThan(STATES * 20)
      expect(Object.keys(changes).filter((name) => !tally.changes.has(name))).toEqual([])
    })

    it('is noticed where it is false', async () => {
      const kinds = await Promise.all(
        Object.entries(lies).map(async ([kind, { prove, tell }]) => {
          const tally = new Tally()
          await prove(tell({ ...(await pictureOf(stage, 'keel')), tally }))
          return [kind, tally.differences.length > 0] as const
        }),
      )
      expect(kinds.filter(([, noticed]) => !noticed)).toEqual([])
    })
  })
}

const open: Executable = { holds: [], at: null, certain: true }
const closed: Executable = { holds: [{ why: 'paused' }], at: null, certain: true }

/** A picture that claims this of every operation of the timelock. */
function withExecutable(picture: Picture, executable: Executable): Picture {
  const { timelock } = modelUnit(picture.model)
  const operations = timelock.operations.map((operation) => ({ ...operation, executable: given(executable) }))
  return { ...picture, model: withUnit(picture.model, { timelock: { operations } }) }
}

/** The console with one false claim each, and the proof that has to notice. */
const lies: Readonly<
  Record<
    string,
    { readonly prove: (picture: Picture) => Promise<void>; readonly tell: (picture: Picture) => Picture }
  >
> = {
  'more than can be taken': {
    prove: proveFunds,
    tell: (picture) => {
      const { canTake } = picture.prime
      if (!canTake.ok) throw new Error('What can be taken is not known')
      const amount = add(canTake.value.amount, wad(1n))
      return { ...picture, prime: { ...picture.prime, canTake: given({ ...canTake.value, amount }) } }
    },
  },
  'less than a step moves': {
    prove: proveSteps,
    tell: (picture) => {
      const { migration } = picture.prime
      if (!migration) throw new Error('There is no migration')
      const steps = migration.steps.map((step) => ({
        ...step,
        canMigrate: step.canMigrate.ok
          ? given({ ...step.canMigrate.value, amount: sub(step.canMigrate.value.amount, wad(1n)) })
          : step.canMigrate,
      }))
      return { ...picture, prime: { ...picture.prime, migration: { ...migration, steps } } }
    },
  },
  'an increase that nobody can make': {
    prove: proveLimits,
    tell: (picture) => ({
      ...picture,
      generator: {
        ...picture.generator,
        limits: picture.generator.limits.map((limit) => ({
          ...limit,
          nextIncrease: given({ never: 'nobody-paired' as const }),
        })),
      },
    }),
  },
  'a limit that is full': {
    prove: proveLimits,
    tell: (picture) => ({
      ...picture,
      generator: {
        ...picture.generator,
        limits: picture.generator.limits.map((limit) => ({ ...limit, current: given(1n) })),
      },
    }),
  },
  'an operation that anyone can execute': {
    prove: proveAnyone,
    tell: (picture) => withExecutable(picture, open),
  },
  'an operation that nobody can execute': {
    prove: proveAnyone,
    tell: (picture) => withExecutable(picture, closed),
  },
}
