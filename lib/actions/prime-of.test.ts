import { describe, expect, it } from 'vitest'
import { fakePrimeDeployment, fakeSharedDeployment } from '@/lib/testing/fakes/deployment'
import { fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { buildAction } from '.'

const titleIn = (model: ReturnType<typeof fakeModel>, index: number) => {
  const generator = model.generators[index]!.id
  const request = {
    kind: 'unpause-vault',
    generator,
    prime: 'spark',
    takes: true,
    withdrawals: false,
  } as const
  return buildAction(request, model, someone)?.title
}

describe('the vault of a Prime', () => {
  it('is told from its other one where two Generators fund the Prime', () => {
    const shared = fakeModel({}, fakeTime, fakeSharedDeployment())
    expect([titleIn(shared, 0), titleIn(shared, 1)]).toEqual([
      "End the pause of takes of Spark's vault of Generator",
      "End the pause of takes of Spark's vault of Second Generator",
    ])
    const alone = fakeModel({}, fakeTime, fakePrimeDeployment())
    expect(titleIn(alone, 0)).toBe("End the pause of takes of Spark's vault")
  })
})
