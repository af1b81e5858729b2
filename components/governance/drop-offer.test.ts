import { type Address, getContractAddress, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import type { ConsoleModel } from '@/lib/console/model'
import { given, unknown } from '@/lib/leaf'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { someone } from '@/lib/testing/fakes/model'
import { samples } from '@/lib/testing/samples'
import { dropWords } from '@/lib/words/drops'
import { createDropSpellOffer, dropPlanOffer } from './drop-offer'

const [request, elected] = samples['drop-plan']
const protego = fakePrimeDeployment().governance!.protego as Address
const spell = getContractAddress({ from: protego, nonce: 1n })
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })

const withHat = (hat: Address): ConsoleModel => ({
  ...elected,
  governance: { ...elected.governance!, hat: given(hat) },
})
/** The drop spell against the plan is there, or one against another plan. */
function withSpell(hat: Address, tag = elected.governance!.pause!.plans[0]!.event.tag): ConsoleModel {
  const { usr, fax, eta } = elected.governance!.pause!.plans[0]!.event
  const drops = { action: given(usr), tag: given(tag), sig: given(fax), eta: given(eta) }
  const model = withHat(hat)
  const next = model.governance!.dropSpells[0]!
  return {
    ...model,
    governance: {
      ...model.governance!,
      dropSpells: [
        { id: spell, created: given(true), drops },
        { ...next, id: getContractAddress({ from: protego, nonce: 2n }) },
      ],
    },
  }
}
const planIn = (model: ConsoleModel) => model.governance!.pause!.plans[0]!
const drop = (model: ConsoleModel) => dropPlanOffer(planIn(model), model, null)
const create = (model: ConsoleModel) => createDropSpellOffer(planIn(model), model, null)
const words = (model: ConsoleModel) => dropWords(planIn(model), model.governance!)

describe('the buttons that drop a plan', () => {
  it('drop it where Protego wears the hat, and create nothing', () => {
    expect(drop(elected)).toEqual({ request, reason: undefined })
    expect(create(elected)).toBeNull()
    expect(words(elected)).toMatchObject({
      value: 'Protego wears the hat of the Chief: anyone drops it at once.',
    })
  })

  it('create the spell where there is none, and drop nothing', () => {
    expect(drop(withHat(someone))).toBeNull()
    expect(create(withHat(someone))).toEqual({
      request: { kind: 'create-drop-spell', plan: request.plan },
      reason: undefined,
    })
    expect(words(withHat(someone))).toMatchObject({
      value: expect.stringMatching(/^No drop spell is there against it\. .* which 0x0+51 wears now/),
    })
    // One against another plan is none against this.
    expect(create(withSpell(someone, zeroHash))).not.toBeNull()
  })

  it('wait for votes where the spell is there, and drop once it wears the hat', () => {
    expect(drop(withSpell(someone))).toBeNull()
    expect(create(withSpell(someone))).toBeNull()
    expect(words(withSpell(someone))).toMatchObject({
      value: `Its drop spell ${spell} drops it once votes lift it to the hat of the Chief, which ${someone} wears now.`,
    })
    expect(drop(withSpell(spell))).toEqual({ request, reason: undefined })
    expect(words(withSpell(spell))).toMatchObject({
      value: `Its drop spell ${spell} wears the hat of the Chief: anyone drops it at once.`,
    })
  })

  it('are not there for a plan that has ended', () => {
    const ended = { ...planIn(elected), state: given('executed' as const) }
    expect(dropPlanOffer(ended, elected, null)).toBeNull()
    expect(createDropSpellOffer(ended, elected, null)).toBeNull()
  })

  it('stay where the hat could not be read: the drop as an emergency, the spell with the reason', () => {
    const model = { ...elected, governance: { ...elected.governance!, hat: unread } }
    expect(drop(model)).toEqual({ request, reason: undefined })
    expect(create(model)?.reason).toBe('Could not be checked: It reverted.')
    expect(words(model).ok).toBe(false)
  })
})
