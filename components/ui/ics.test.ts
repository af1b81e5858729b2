import { describe, expect, it } from 'vitest'
import { toIcs } from './ics'

const made = 1_796_000_000n
const entry = { uid: 'a', at: 1_796_083_200n, summary: 'Raise', description: 'To 5M' }

describe('toIcs', () => {
  it('writes an entry with its times in UTC', () => {
    expect(toIcs([entry], made)?.split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Generator PAU console//EN',
      'BEGIN:VEVENT',
      'UID:a',
      'DTSTAMP:20261130T005320Z',
      'DTSTART:20261201T000000Z',
      'DURATION:PT15M',
      'SUMMARY:Raise',
      'DESCRIPTION:To 5M',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ])
  })

  it('escapes what has a meaning in the format, and lets no text begin a line of its own', () => {
    const hostile = { ...entry, summary: 'a;b,c\\d\r\nATTACH:https://x\u202e' }
    expect(toIcs([hostile], made)).toContain('SUMMARY:a\\;b\\,c\\\\d ATTACH:https://x \r\n')
  })

  it('folds long lines at 75 octets, and never within a sign', () => {
    const text = `${'é'.repeat(60)}${'😀'.repeat(40)}`
    const file = toIcs([{ ...entry, description: text }], made) ?? ''
    for (const line of file.split('\r\n')) {
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
    }
    expect(file.replaceAll('\r\n ', '')).toContain(`DESCRIPTION:${text}\r\n`)
  })

  it('has no file for a time beyond the calendar', () => {
    expect(toIcs([{ ...entry, at: 2n ** 60n }], made)).toBeNull()
  })
})
