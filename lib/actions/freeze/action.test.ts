import { describe, expect, it } from 'vitest'
import { fakeModel, someone } from '@/lib/testing/fakes/model'
import { buildAction } from '..'

const [generator] = fakeModel().generators

describe('what a freeze of all relayers stops', () => {
  const said = (migrates: boolean) => {
    const model = fakeModel()
    const generators = model.generators.map((one) => ({
      ...one,
      migration: migrates ? one.migration : null,
    }))
    const request = { kind: 'freeze-all', generator: generator!.id } as const
    return buildAction(request, { ...model, generators }, someone)?.disables[0]
  }

  it('a freeze of all relayers names every function it stops, including migration steps where there are any', () => {
    expect(generator?.migration).not.toBeNull()
    expect(said(true)).toContain('redeemERC4626, migrate and migrateBack of')
    expect(said(false)).toContain('withdrawERC4626 and redeemERC4626 of')
  })
})
