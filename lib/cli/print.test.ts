import { describe, expect, it } from 'vitest'
import { CliError } from './print'

describe('CliError', () => {
  it('is one line in which every character shows, whatever it quotes', () => {
    expect(new CliError('a.json: bad\r\n  name \u001b[2J\u202e\u2028x').message).toBe(
      'a.json: bad name U+001B[2JU+202E x',
    )
  })
})
