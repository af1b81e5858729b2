import { renderToStaticMarkup as render } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { isCurrent } from './nav-item'
import { StatusBar, type StatusBarProps } from './status-bar'

const well: StatusBarProps = {
  deployment: 'Generator',
  chain: 'Anvil 31337',
  block: { id: '0x01', number: '12,345', age: '3 s' },
  rpc: { id: 'rpc', state: 'ok', word: 'RPC answers' },
  clock: { time: '12:03:22', window: 'Active', left: '56 min left' },
  controls: [
    { id: 'freeze', state: 'ok', word: 'Not frozen' },
    { id: 'pause', state: 'ok', word: 'Timelock not paused' },
  ],
  allClear: 'Nothing frozen or paused',
  account: 'Connect wallet',
}

/** What the live region says. */
const spoken = (props: StatusBarProps) =>
  /<output[^>]*>(.*?)<\/output>/.exec(render(<StatusBar {...props} />))?.[1]

describe('StatusBar', () => {
  it('is quiet and says so when all is well', () => {
    expect(spoken(well)).toBe('')
    expect(render(<StatusBar {...well} />)).toContain('Nothing frozen or paused')
  })

  it('says what is wrong before what is unknown', () => {
    const controls = [
      { id: 'stop', state: 'unknown' as const, word: 'Configurator: could not read' },
      { id: 'freeze', state: 'wrong' as const, word: 'Frozen' },
    ]
    const ill = {
      ...well,
      controls,
      rpc: { id: 'rpc', state: 'unknown' as const, word: '1 of 2 RPCs answers' },
    }
    expect(spoken(ill)).toBe('Frozen, 1 of 2 RPCs answers, Configurator: could not read')
    expect(render(<StatusBar {...ill} />)).not.toContain('Nothing frozen or paused')
  })

  it('says that a block is stale, and shows no number for one never read', () => {
    const block = {
      id: '',
      number: null,
      age: null,
      trouble: { state: 'unknown' as const, word: 'No block yet' },
    }
    expect(spoken({ ...well, block })).toBe('No block yet')
    expect(render(<StatusBar {...well} block={block} />)).toContain('—')
  })
})

describe('isCurrent', () => {
  it('marks the item of a page on that page and those below it, not where a path merely begins alike', () => {
    expect(isCurrent('/', '/')).toBe(true)
    expect(isCurrent('/', '/limits')).toBe(false)
    expect(isCurrent('/limits', '/limits/0x01')).toBe(true)
    expect(isCurrent('/limits', '/limits-old')).toBe(false)
  })
})
