import { Fragment, type ReactNode } from 'react'
import { renderToStaticMarkup as render } from 'react-dom/server'
import { describe, expect, it } from 'vitest'

/** Markup without the elements that only wrap a text. */
const shown = (node: ReactNode) => render(node).replaceAll(/<span class="contents">([^<]*)<\/span>/g, '[$1]')

function Name({ children }: { readonly children: ReactNode }) {
  return <b>{children}</b>
}

describe('text beside something else', () => {
  const count = 3
  const none: string | null = null

  it('gets an element of its own', () => {
    expect(
      shown(
        <p>
          {count} blocks <b>late</b>
        </p>,
      ),
    ).toBe('<p>[3 blocks ]<b>late</b></p>')
    expect(
      shown(
        <p>
          Since <b>now</b>, {none}
          {false}
        </p>,
      ),
    ).toBe('<p>[Since ]<b>now</b>[, ]</p>')
  })

  it('gets an element of its own also through a component, a fragment and a list', () => {
    expect(
      shown(
        <Name>
          of {count} <i>at</i> once
        </Name>,
      ),
    ).toBe('<b>[of 3 ]<i>at</i>[ once]</b>')
    expect(
      shown(
        <p>
          <>alone</>
        </p>,
      ),
    ).toBe('<p>[alone]</p>')
    expect(shown(<p>{['a', 'b', <i key="c">c</i>]}</p>)).toBe('<p>[ab]<i>c</i></p>')
    expect(shown(<Fragment key="x">a{count}</Fragment>)).toBe('[a3]')
  })

  it('gets no element where the text is all that an element holds', () => {
    expect(shown(<p>alone</p>)).toBe('<p>alone</p>')
    expect(shown(<Name>alone</Name>)).toBe('<b>alone</b>')
    expect(shown(<p>{count}</p>)).toBe('<p>3</p>')
    expect(shown(<p>{count} blocks</p>)).toBe('<p>3 blocks</p>')
    expect(shown(<p>{none}</p>)).toBe('<p></p>')
    expect(
      shown(
        <p>
          {none} {false}
          {count}
        </p>,
      ),
    ).toBe('<p> 3</p>')
  })

  it('gets no element inside elements that take only text', () => {
    expect(render(<option>at {count}</option>)).toBe('<option>at 3</option>')
  })
})
