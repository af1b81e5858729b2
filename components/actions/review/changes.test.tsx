import { renderToStaticMarkup as render } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Changes } from './changes'
import type { EffectRow, EffectRows } from './effect-rows'

const row = (path: string, fault: string | null = null): EffectRow => ({
  ...{ path, label: path, before: '1', after: '2', difference: null, fault, timed: false },
})
const changes = (stated: readonly EffectRow[], basis: EffectRows['basis'] = 'simulated') =>
  render(<Changes rows={{ basis, unexpected: [], stated, consequences: [] }} />)
const shownBefore = (html: string, fold = '<details') => html.split(fold)[0] ?? ''

describe('what an action changes', () => {
  const many = ['a', 'b', 'c', 'd', 'e'].map((path) => row(path))

  it('shows the first three, and the rest behind one press', () => {
    const html = changes(many)
    expect(html).toContain('2 more changes, all as stated')
    for (const path of ['a', 'b', 'c']) expect(shownBefore(html)).toContain(`data-effect="${path}"`)
    for (const path of ['d', 'e']) expect(shownBefore(html)).not.toContain(`data-effect="${path}"`)
  })

  it('folds no single one, and claims nothing that was not simulated', () => {
    expect(changes(many.slice(1))).not.toContain('<details')
    expect(changes(many, 'stated')).toContain('2 more changes<')
    expect(changes(many, 'reverts')).not.toContain('as stated<')
  })

  it('shows what is not as stated before everything else', () => {
    const html = changes([...many, row('late', 'Stated was 3')])
    expect(shownBefore(html)).toContain('data-effect="late"')
    expect(html.indexOf('data-effect="late"')).toBeLessThan(html.indexOf('data-effect="a"'))
  })
})
