import { describe, expect, it } from 'vitest'
import { VERDICT_LOOK } from './verdicts'

describe('the word of a verdict', () => {
  it.each(['critical', 'attention', 'notice'] as const)(
    'denies nothing where a check is %s: the sentence behind it says what is wrong',
    (state) => {
      expect(VERDICT_LOOK[state].word).not.toMatch(/\b(?:not?|never|hold|holds|passed)\b/i)
    },
  )
})
