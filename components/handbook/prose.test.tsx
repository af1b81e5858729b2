import { renderToStaticMarkup as render } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Label, Prose } from './prose'

const text = (html: string) => html.replaceAll(/<[^>]+>/g, '')

describe('Prose', () => {
  it('reads as the text, with a button for each term and code for what stands in backticks', () => {
    const html = render(<Prose text="The `line` of an ilk bounds new debt of the ilk." />)
    expect(text(html)).toBe('The line of an ilk bounds new debt of the ilk.')
    expect(html.match(/<button/g)).toHaveLength(1)
    expect(html).toContain('<code>line</code>')
  })

  it('gives every text an element of its own, so that a translator breaks nothing', () => {
    const html = render(<Prose text="Of an ilk" />)
    expect(html.startsWith('<span class="contents">Of an </span>')).toBe(true)
  })

  it('renders no buttons where the text is plain', () => {
    expect(render(<Prose text="An ilk" plain />)).not.toContain('<button')
  })
})

describe('Label', () => {
  it('renders a label as a term where it is one as a whole, else as plain words in an element of their own', () => {
    expect(render(<Label text="Liquidity buffer" />)).toContain('<button')
    expect(render(<Label text="Liquidity buffer of Keel" />)).toBe(
      '<span class="contents">Liquidity buffer of Keel</span>',
    )
  })
})
