import { renderToStaticMarkup as render } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { FiguresTable } from './figures-table'
import { RefillBar } from './refill-bar'
import { RefillChart } from './refill-chart'

const now = Date.UTC(2026, 10, 20, 12) / 1000
const series = {
  label: 'Capacity of USDS mint',
  unit: 'USDS',
  history: [
    { t: now - 60, value: 40, text: '40' },
    { t: now, value: 41, text: '41.000000000000000001' },
  ],
  forecast: [
    { t: now, value: 41, text: '41.000000000000000001' },
    { t: now + 60, value: 42, text: '42' },
  ],
  now,
  max: { value: 50, text: '50.0' },
}

describe('RefillChart', () => {
  it('reserves the place of the chart on the server, where no width is known', () => {
    const html = render(<RefillChart {...series} height={190} />)
    expect(html).toContain('style="height:190px"')
    expect(html).not.toContain('recharts')
    expect(html).toContain('Show figures')
  })
})

describe('FiguresTable', () => {
  it('gives the exact figures of the chart, with the present only once', () => {
    const rows = [...render(<FiguresTable {...series} />).matchAll(/<tr>(.*?)<\/tr>/g)].map(([row]) =>
      row.replaceAll(/<[^>]+>/g, '|').replaceAll(/\|+/g, '|'),
    )
    expect(rows.slice(1)).toEqual([
      '|20 Nov 2026, 11:59:00 UTC|measured|40|',
      '|20 Nov 2026, 12:00:00 UTC|measured|41.000000000000000001|',
      '|20 Nov 2026, 12:01:00 UTC|forecast|42|',
    ])
  })
})

describe('RefillBar', () => {
  it('renders a meter that says its text and never exceeds its maximum', () => {
    const html = render(<RefillBar label="Capacity of USDS mint" fraction={1.5} text="60 of 40 USDS" />)
    expect(html).toContain('<meter')
    expect(html).toContain('aria-valuetext="60 of 40 USDS"')
    expect(html).toContain('width:100%')
  })
})
