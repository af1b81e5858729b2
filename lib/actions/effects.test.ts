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

describe('what every action states of itself', () => {
  it.each(Object.entries(samples))('can be proven after it: %s', (_, [request, model]) => {
    const { effects } = built(request, model)
    expect(effects.length).toBeGreaterThan(0)
    // What passes with the next action is not all of it.
    expect(effects.some(({ passing }) => !passing)).toBe(true)
  })

  it.each(Object.entries(samples))(
    'is never nothing where it may be signed unread: %s',
    (_, [request, model]) => {
      const unread = unreadOf(model)
      const action = buildAction(request, unread, someone)
      if (action?.emergency) expect(action.effects.length).toBeGreaterThan(0)
    },
  )
})

/** The model, of whose debts and ceilings no number could be read. */
function unreadOf(model: ConsoleModel): ConsoleModel {
  const unknown = { ok: false, reason: { kind: 'not-read', message: '' }, from: [] } as const
  return { ...model, mcd: { ...model.mcd, Line: unknown, debt: unknown } }
}
