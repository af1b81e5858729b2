import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDuration } from './duration'
import { formatDurationExact } from './time'

describe('parseDuration', () => {
  it.each([
    ['6 h', 21_600n],
    ['6h', 21_600n],
    [' 1 d 12 h ', 129_600n],
    ['90 min', 5_400n],
    ['1 day, 1 second', 86_401n],
    ['2 Hours', 7_200n],
    ['0 s', 0n],
  ])('reads the duration %j as %s s', (text, seconds) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: seconds })
  })

  it.each([
    ['', /Enter a duration/],
    ['6', /in which unit/],
    ['h', /such as 6 h/],
    ['-6 h', /such as 6 h/],
    ['1.5 h', /such as 6 h/],
    ['6 m', /“m” is no unit/],
    ['6 weeks', /“weeks” is no unit/],
    ['6 h 1 d', /largest first/],
    ['6 h 6 h', /each unit once/],
    [`${'9'.repeat(10)} s`, /too long/],
  ])('refuses the duration %j', (text, message) => {
    expect(parseDuration(text)).toMatchObject({ ok: false, message: expect.stringMatching(message) })
  })

  it('reads back every duration that it writes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), (seconds) => {
        expect(parseDuration(formatDurationExact(seconds))).toEqual({ ok: true, value: seconds })
      }),
    )
  })
})
