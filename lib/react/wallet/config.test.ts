import { describe, expect, it } from 'vitest'
import { rememberedOf } from './config'

describe('what a wallet is remembered by', () => {
  it('is a name or a flag', () => {
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
  ])('is nothing else: %s', (text) => {
    expect(rememberedOf(text)).toBeNull()
  })
})
