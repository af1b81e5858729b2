import { describe, expect, it } from 'vitest'
import type { ConsoleModel } from '@/lib/console/model'
import { someone } from '@/lib/testing/fakes/model'
import { samples } from '@/lib/testing/samples'
import { type Action, type ActionRequest, buildAction } from '.'

const built = (request: ActionRequest, model: ConsoleModel): Action => {
  const action = buildAction(request, model, someone)
  if (!action) throw new Error('nothing was built')
  return action
}

describe('the effects that every action states', () => {
  it.each(Object.entries(samples))(
    'the stated effects can be proven after the action: %s',
    (_, [request, model]) => {
      const { effects } = built(request, model)
      expect(effects.length).toBeGreaterThan(0)
      // At least one effect still shows after the next action.
      expect(effects.some(({ passing }) => !passing)).toBe(true)
    },
  )

  it.each(Object.entries(samples))(
    'says in one sentence what is so afterwards, in other words than its title: %s',
    (_, [request, model]) => {
      const { afterwards, next, title } = built(request, model)
      for (const sentence of [afterwards, ...(next === undefined ? [] : [next])]) {
        expect(sentence).toMatch(/^\S.{8,}\.$/)
        expect(sentence).not.toMatch(/undefined|null|NaN|Infinity/)
      }
      expect(afterwards).not.toContain(title)
    },
  )

  it.each(Object.entries(samples))(
    'an emergency action that may be signed without some reads still states an effect: %s',
    (_, [request, model]) => {
      const unread = unreadOf(model)
      const action = buildAction(request, unread, someone)
      if (action?.emergency) expect(action.effects.length).toBeGreaterThan(0)
    },
  )
})

/** The model with all debt and its ceiling unread. */
function unreadOf(model: ConsoleModel): ConsoleModel {
  const unknown = { ok: false, reason: { kind: 'not-read', message: '' }, from: [] } as const
  return { ...model, mcd: { ...model.mcd, Line: unknown, debt: unknown } }
}
