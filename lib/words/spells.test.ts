import { describe, expect, it } from 'vitest'
import type { ConsoleModel } from '@/lib/console/model'
import { given, unknown } from '@/lib/leaf'
import { bySpell } from './spells'

describe('how governance does something', () => {
  const withDelay = (delay: unknown) =>
    ({ governance: { pause: { delay } } }) as Pick<ConsoleModel, 'governance'>

  it('is told with the delay of the pause of this deployment', () => {
    expect(bySpell(withDelay(given(86_400n)))).toBe('by spell, 1 d after it is plotted')
    expect(bySpell(withDelay(given(172_800n)))).toBe('by spell, 2 d after it is plotted')
  })

  it('is told without a delay where it is unknown, or where there is no pause', () => {
    const unread = unknown({ kind: 'reverted', message: 'The call reverted.' })
    expect(bySpell(withDelay(unread))).toBe('by spell')
    expect(bySpell({ governance: null })).toBe('by spell')
  })
})
