import { describe, expect, it } from 'vitest'
import { rememberedOf } from './config'

describe('the memory of a wallet', () => {
  it('accepts a name or a flag', () => {
    expect(rememberedOf('"io.metamask"')).toBe('io.metamask')
    expect(rememberedOf('true')).toBe(true)
  })

  it.each([
    '',
    'null',
    '{}',
    '[null]',
    '1',
    '{"state":{"connections":{"__type":"Map","value":[[1]]}}}',
    'x',
    '"',
  ])('accepts nothing else: %s', (text) => {
    expect(rememberedOf(text)).toBeNull()
  })
})
