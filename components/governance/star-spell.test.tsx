import { renderToStaticMarkup as render } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { StarSpell } from './star-spell'

const tag = `0x${'ab'.repeat(32)}`
const deadline = fakeTime + 864_000n

const shown = (outputs: FakeOutputs = {}) => {
  const open: FakeOutputs = {
    'spellData()': () => [someone, tag, deadline],
    'codeOf(address)': () => [tag, 1n],
    'wards(address)': () => [1n],
  }
  const model = fakeModel({ ...open, ...outputs }, fakeTime, fakePrimeDeployment())
  const guard = model.generators[0]?.primes[0]?.starGuard
  if (!guard) throw new Error('The Prime has no StarGuard')
  const html = render(<StarSpell name="Spark" guard={guard} />)
  return { html, text: html.replaceAll(/<[^>]+>/g, '') }
}

describe('the spell of a Prime', () => {
  it('is amber while anyone can execute it', () => {
    const { html, text } = shown()
    expect(html).toContain('data-state-badge="unknown"')
    expect(text).toContain('Spark has a spell that anyone can execute until 2027-01-25 08:00 UTC.')
  })

  it('is red, by badge and by sentence, once its code changed', () => {
    const { html, text } = shown({ 'codeOf(address)': () => [`0x${'99'.repeat(32)}`, 1n] })
    expect(html).toContain('data-state-badge="wrong"')
    expect(html).toContain('text-wrong">')
    expect(text).toContain('changed since it was plotted: it cannot run.')
  })

  it('could not be checked, with the reason, where it could not be read', () => {
    const { html, text } = shown({ 'isExecutable()': () => null })
    expect(text).toContain('Could not check')
    expect(html).toContain('The call reverted')
  })
})
