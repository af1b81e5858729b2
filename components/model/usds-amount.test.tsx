import { renderToStaticMarkup as render } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { MAX_UINT256, RAD, type Rad, rad, WAD, type Wad, wad } from '@/lib/math'
import { UsdsAmount } from './usds-amount'

const text = (html: string) => html.replaceAll(/<[^>]+>/g, '')
const debt: Leaf<Rad> = given(rad(2_500n * RAD))
const idle: Leaf<Wad> = given(wad(2_500n * WAD + 1n))

describe('UsdsAmount', () => {
  it('shows a wad and a rad in their own decimals, exact beside the short figure', () => {
    expect(text(render(<UsdsAmount leaf={debt} in="rad" withUnit />))).toBe('2.5K USDS')
    const html = render(<UsdsAmount leaf={idle} in="wad" />)
    expect(text(html)).toBe('2.5K')
    expect(html).toContain('aria-label="2.5K, exactly 2,500.000000000000000001 USDS"')
  })

  it('says unlimited without a unit, and why an amount is not known', () => {
    expect(text(render(<UsdsAmount leaf={given(wad(MAX_UINT256))} in="wad" withUnit />))).toBe('Unlimited')
    const lost = unknown({ kind: 'reverted', message: 'The call reverted.' })
    expect(render(<UsdsAmount leaf={lost} in="rad" />)).toContain('aria-label="Unknown: The call reverted."')
  })

  it('does not compile with the decimals of the other unit', () => {
    // @ts-expect-error a rad shown as a wad
    const asWad = <UsdsAmount leaf={debt} in="wad" />
    // @ts-expect-error a wad shown as a rad
    const asRad = <UsdsAmount leaf={idle} in="rad" />
    // @ts-expect-error a number without a unit
    const bare = <UsdsAmount leaf={given(1n)} in="wad" />
    expect([asWad, asRad, bare]).toHaveLength(3)
  })
})
