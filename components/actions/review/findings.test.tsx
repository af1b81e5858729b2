import { renderToStaticMarkup as render } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { given, unknown } from '@/lib/leaf'
import { Requirements } from './findings'

describe('what has to hold', () => {
  const says = { holds: 'The timelock is not paused yet', fails: 'The timelock is paused already' }
  type Shown = Parameters<typeof Requirements>[0]['requirements'][number]
  const shown = (holds: Shown['holds'], more: Partial<Shown> = {}) =>
    render(<Requirements requirements={[{ id: 'a', says, holds, weight: 'blocks', ...more }]} at="block 1" />)
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')

  it('tells a requirement by the sentence that is true, with no word before it that negates it', () => {
    expect(shown(given(true))).toContain('Holds: The timelock is not paused yet')
    expect(shown(given(false))).toContain('Wrong: The timelock is paused already')
    expect(shown(given(false))).not.toContain('hold: ')
    // Nothing went wrong where it is what was asked for.
    expect(shown(given(false), { already: true })).toContain('Already so: The timelock is paused already')
    expect(shown(given(true), { already: true })).toContain('Holds: The timelock is not paused yet')
    const unread = unknown({ kind: 'reverted', message: 'The call reverted.' })
    expect(shown(unread)).toContain('Could not check: The timelock is not paused yet')
  })
})
