import { renderToStaticMarkup as render } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { State } from '@/components/ui/state'
import { given, unknown } from '@/lib/leaf'
import type { ReviewFinding } from './finding'
import { Findings, Requirements } from './findings'

describe('what was checked', () => {
  const finding = (id: ReviewFinding['id'], state: State): ReviewFinding => ({
    id,
    state,
    title: `Check ${id}`,
    detail: '',
  })
  const ids = ['bytes', 'chain', 'picture', 'second-source'] as const
  const passed = ids.map((id) => finding(id, 'ok'))
  const folded = (html: string) => html.slice(html.indexOf('<details'))

  it('folds what passed where that is much, and never what did not', () => {
    const html = render(
      <Findings findings={[...passed, finding('dissent', 'wrong'), finding('simulation', 'unknown')]} />,
    )
    expect(html).toContain('4 checks passed')
    for (const id of ids) expect(folded(html)).toContain(`data-finding="${id}"`)
    for (const id of ['dissent', 'simulation']) expect(folded(html)).not.toContain(`data-finding="${id}"`)
    expect(html).toContain('Check dissent')
  })

  it('shows the few that passed', () => {
    expect(render(<Findings findings={passed.slice(1)} />)).not.toContain('<details')
  })
})

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
