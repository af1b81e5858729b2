import { renderToStaticMarkup as render } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { AddressText } from './address-text'
import { Button } from './button'
import { Change } from './change'
import { cn } from './cn'
import { Field } from './field'
import { HashText } from './hash-text'
import { Notice } from './notice'
import { type State, worst } from './state'
import { StateBadge } from './state-badge'
import { themeOf } from './theme'
import { Value } from './value'

/** What a person sees or hears of some markup, apart from names given by `aria-label`. */
const text = (html: string) => html.replaceAll(/<[^>]+>/g, '')

describe('Value', () => {
  it('shows an em dash for unknown and names the reason for screen readers', () => {
    const html = render(<Value text={null} reason="The call reverted (EvmError)." />)
    expect(text(html)).toBe('—')
    expect(html).toContain('aria-label="Unknown: The call reverted (EvmError)."')
  })

  it('shows the compact figure and names the exact one with its unit', () => {
    const html = render(<Value text="41.2M" exact="41,213,004.12" unit="USDS" />)
    expect(text(html)).toBe('41.2M')
    expect(html).toContain('aria-label="41.2M, exactly 41,213,004.12 USDS"')
  })

  it('is no stop for the keyboard when there is no more to tell', () => {
    expect(render(<Value text="0" />)).toBe('<span data-live="0">0</span>')
  })
})

describe('AddressText', () => {
  const address = '0x1601843c5E9bC251A3272907010AFa41Fa18347E'

  it('reads an address aloud by its name', () => {
    const html = render(<AddressText address={address} name="Spark ALMProxy" />)
    expect(text(html)).toBe('Spark ALMProxy')
    expect(html).toContain('aria-label="Spark ALMProxy"')
  })

  it('shows both ends of an address without a name, and does not have it spelled in full', () => {
    const html = render(<AddressText address={address} />)
    expect(text(html)).toBe('0x1601…347E')
    expect(html).not.toContain(address)
  })
})

describe('HashText', () => {
  it('never shortens a hash', () => {
    const hash = `0x${'9f86d081'.repeat(8)}`
    expect(text(render(<HashText hash={hash} label="safeTxHash" />))).toBe(hash)
  })
})

describe('Button', () => {
  it('disables a button with its reason beside it and bound to it', () => {
    const html = render(<Button reason="Next increase 07:00 UTC">Raise limit</Button>)
    const id = /aria-describedby="([^"]+)"/.exec(html)?.[1]
    expect(html).toContain('aria-disabled="true"')
    expect(html).toContain(`id="${id}"`)
    expect(text(html)).toBe('Raise limitNext increase 07:00 UTC')
  })

  it('enables a button without a reason', () => {
    expect(render(<Button>Raise limit</Button>)).not.toContain('disabled')
  })
})

describe('Field', () => {
  const field = (error?: string) =>
    render(
      <Field
        label="Maximum"
        kind="amount"
        unit="USDS"
        value={`${2n ** 256n - 1n}`}
        onValueChange={() => {}}
        error={error}
      />,
    )

  it('takes amounts as text, so that 2^256 - 1 stays exact', () => {
    expect(field()).toContain('type="text"')
    expect(field()).toContain('inputMode="decimal"')
    expect(field()).toContain(
      'value="115792089237316195423570985008687907853269984665640564039457584007913129639935"',
    )
  })

  it('binds its error to the input', () => {
    const html = field('Too many decimals')
    const id = /aria-describedby="([^"]+)"/.exec(html)?.[1]
    expect(html).toContain('aria-invalid="true"')
    expect(html).toContain(`<p id="${id}"`)
  })
})

describe('Change', () => {
  it('reads a change aloud as a sentence', () => {
    expect(text(render(<Change before="20.0M" after="25.0M" difference="+5.0M, +25 % of 20.0M" />))).toBe(
      'from 20.0M to 25.0M(+5.0M, +25 % of 20.0M)',
    )
  })
})

describe('states', () => {
  it.each<State>(['ok', 'wrong', 'unknown', 'idle'])(
    '%s has a word and an icon beside its colour',
    (state) => {
      const html = render(<StateBadge state={state} word="Word" />)
      expect(text(html)).toBe('Word')
      expect(html).toContain('<svg')
      expect(html).toContain(`text-${state}`)
    },
  )

  it('takes wrong for graver than unknown, and nothing for idle', () => {
    expect(worst(['ok', 'unknown', 'wrong', 'idle'])).toBe('wrong')
    expect(worst(['ok', 'unknown', 'idle'])).toBe('unknown')
    expect(worst(['ok', 'idle'])).toBe('ok')
    expect(worst([])).toBe('idle')
  })

  it('says the tone of a notice in a word, and what holds and what to do', () => {
    const html = render(<Notice tone="red" title="Could not read" holds="All else" todo="Try again" alert />)
    expect(text(html)).toBe('Wrong: Could not readStill holdsAll elseWhat to doTry again')
    expect(html).toContain('role="alert"')
  })
})

describe('themeOf', () => {
  it('follows the system unless the cookie holds a choice', () => {
    expect(themeOf('dark')).toBe('dark')
    expect(themeOf('light')).toBe('light')
    expect(themeOf(undefined)).toBe('system')
    expect(themeOf('"><script>')).toBe('system')
  })
})

describe('cn', () => {
  it('keeps a size beside a colour and lets the later of two sizes win', () => {
    expect(cn('text-md', 'text-muted')).toBe('text-md text-muted')
    expect(cn('text-md', 'text-sm')).toBe('text-sm')
  })
})
