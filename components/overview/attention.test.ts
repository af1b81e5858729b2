import { describe, expect, it } from 'vitest'
import type { Check } from '@/lib/console/model/check'
import { given, unknown } from '@/lib/leaf'
import { attentionOf } from './attention'

const check = (id: string, part: Partial<Check>): Check => ({
  id,
  area: 'wiring',
  says: { holds: `${id} holds`, fails: `${id} fails` },
  level: 'critical',
  holds: given(true),
  found: given(''),
  expected: '',
  remedy: '',
  shownAt: { page: 'overview' },
  ...part,
})

const failed = unknown({ kind: 'reverted', message: 'The call reverted.' })

describe('attentionOf', () => {
  it('says that nothing needs attention only when every check ran and passed', () => {
    const { answer, urgent } = attentionOf([check('a', {}), check('b', {})], 1_234n)
    expect(answer).toBe('Nothing needs attention: 2 checks passed at block 1,234')
    expect(urgent).toEqual([])
  })

  it('counts what could not be checked as something to look at', () => {
    const { answer, detail } = attentionOf([check('a', { holds: failed }), check('b', {})], 7n)
    expect(answer).toBe('1 thing needs attention at block 7')
    expect(detail).toBe('Of 2 checks 1 passed, 1 could not be checked.')
  })

  it('puts what is wrong before what is unknown, and notes apart', () => {
    const { urgent, notes, answer } = attentionOf(
      [
        check('note', { level: 'notice', holds: given(false) }),
        check('soon', { level: 'attention', holds: given(false) }),
        check('unread', { holds: failed }),
        check('wrong', { holds: given(false) }),
      ],
      7n,
    )
    expect(urgent.map(({ key }) => key)).toEqual(['wrong', 'unread', 'soon'])
    expect(notes.map(({ key }) => key)).toEqual(['note'])
    expect(answer).toBe('3 things need attention at block 7')
  })

  it('counts many alike as one thing, and each of them in the detail', () => {
    const many = Array.from({ length: 49 }, (_, index) =>
      check(`guardrails/buffer/${index}`, { level: 'attention', holds: given(false) }),
    )
    const { answer, detail, urgent } = attentionOf([check('wrong', { holds: given(false) }), ...many], 7n)
    expect(answer).toBe('2 things need attention at block 7')
    expect(detail).toBe('Of 50 checks 0 passed, 1 is wrong, 49 are to look at.')
    expect(urgent.map(({ title }) => title)).toEqual([
      'wrong fails',
      '49 vaults hold less than their liquidity buffer',
    ])
  })

  it('does not call a note a thing that needs attention', () => {
    const { answer, detail } = attentionOf([check('note', { level: 'notice', holds: given(false) })], 7n)
    expect(answer).toBe('Nothing needs attention: 0 checks passed at block 7')
    expect(detail).toBe('Of 1 check 0 passed, 1 is to know.')
  })
})
