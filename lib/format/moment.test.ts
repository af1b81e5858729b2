import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  coming,
  doneWords,
  fromClock,
  fromDate,
  fromWords,
  sinceWords,
  untilWords,
  whenWords,
} from './moment'

/** 2026-11-20 07:00 UTC [s] */
const SEVEN = 1_795_158_000n
const HOUR = 3_600n

describe('a moment in words', () => {
  it('names a coming moment with its clock time, its date and the time until then', () => {
    expect(coming(SEVEN, SEVEN - HOUR)).toEqual({
      clock: '07:00 UTC',
      date: '2026-11-20 07:00 UTC',
      left: '1 h',
    })
    expect(fromWords(SEVEN, SEVEN - HOUR)).toBe('from 07:00 UTC, in 1 h')
    expect(fromClock(SEVEN, SEVEN - HOUR)).toBe('from 07:00 UTC')
    expect(fromDate(SEVEN, SEVEN - HOUR)).toBe('from 2026-11-20 07:00 UTC')
    expect(whenWords(SEVEN, SEVEN - HOUR)).toBe('07:00 UTC, in 1 h')
    expect(untilWords(SEVEN, SEVEN - HOUR)).toBe('until 07:00 UTC, in 1 h')
  })

  it('never names a moment in the past as one to wait for', () => {
    const times = fc.bigInt({ min: 0n, max: 2n ** 64n })
    fc.assert(
      fc.property(times, times, (at, later) => {
        const now = at + later
        expect(coming(at, now)).toBeNull()
        for (const words of [fromWords, fromClock, fromDate, whenWords]) expect(words(at, now)).toBe('now')
        expect(untilWords(at, now)).toBe('over')
      }),
    )
  })

  it('reads the time 0 as never', () => {
    expect(doneWords(0n)).toBe('never')
    expect(sinceWords(0n)).toBe('never')
    expect(doneWords(SEVEN)).toBe('2026-11-20 07:00 UTC')
    expect(sinceWords(SEVEN)).toBe('since 2026-11-20 07:00 UTC')
  })
})

/** Texts that name a coming moment without checking whether it has come already. */
const UNASKED =
  /\b(?:from|until|before|at|in|next|Next \w+) \$\{format(?:Utc|UtcTime)\(|formatDuration\([^()]* - (?:now|time|t)\)|in \{formatDuration/g

describe('every text that names a moment', () => {
  it('comes from a function that tells the past from the future', () => {
    const root = path.join(import.meta.dirname, '../..')
    const found = ['app', 'components', 'lib'].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
        .filter(({ name }) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && name !== 'moment.ts')
        .flatMap(({ parentPath, name }) => {
          const text = readFileSync(path.join(parentPath, name), 'utf8')
          return [...text.matchAll(UNASKED)].map(([match]) => `${name}: ${match}`)
        }),
    )
    expect(found).toEqual([])
  })
})
