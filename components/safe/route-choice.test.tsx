import { renderToStaticMarkup } from 'react-dom/server'
import type { Address } from 'viem'
import { describe, expect, it } from 'vitest'
import { fakeModel, someone } from '@/lib/testing/fakes/model'
import { RouteChoice } from './route-choice'

/** A model in which these hold FREEZER; the owner of its Safe is `someone`. */
const freezers = (holders: readonly Address[]) =>
  fakeModel({
    'getRoleMemberCount(bytes32)': () => [BigInt(holders.length)],
    'getRoleMember(bytes32,uint256)': ([, index]) => [holders[Number(index)]],
  })

const [safe] = freezers([]).safes
const generator = freezers([]).generators[0]!.id

const shown = (holders: readonly Address[], through?: Address) =>
  renderToStaticMarkup(
    <RouteChoice
      request={{ kind: 'freeze-all', generator, ...(through === undefined ? {} : { through }) }}
      model={freezers(holders)}
      account={someone}
      onChoose={() => undefined}
    />,
  )

describe('the choice of the way to freeze', () => {
  it('offers the choice to an account that may freeze itself and owns a Safe that may', () => {
    const direct = shown([someone, safe!.id])
    expect(direct).toMatch(/checked=""[^<]*>\s*(?:<span[^>]*>)?Directly, in one step/)
    expect(direct).toContain('Through Freezer Safe (1 of 1)')
    expect(shown([someone, safe!.id], safe!.id)).toMatch(
      /checked=""[^<]*>\s*(?:<span[^>]*>)?Through Freezer Safe/,
    )
  })

  it('offers no choice where there is only one way', () => {
    expect(shown([someone])).toBe('')
    expect(shown([safe!.id], safe!.id)).toBe('')
  })
})
