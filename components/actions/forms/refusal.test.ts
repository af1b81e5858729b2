import { describe, expect, it } from 'vitest'
import type { Requirement } from '@/lib/actions'
import { given, unknown } from '@/lib/leaf'
import { notAllowed, refusalOf } from './refusal'

const failed = unknown({ kind: 'reverted', message: 'The call reverted.' })
const requirement = (
  text: string,
  holds: Requirement['holds'],
  weight: Requirement['weight'] = 'blocks',
) => ({
  id: text,
  says: { holds: text, fails: `Not so: ${text}` },
  holds,
  weight,
})
const refusal = (requirements: readonly Requirement[], emergency = false) =>
  refusalOf({ requirements, emergency })

describe('what an action lacks', () => {
  it('names a requirement that is known not to hold before one that could not be checked', () => {
    expect(
      refusal([
        requirement('It was read', failed),
        requirement('The amount is not 0', given(false)),
        requirement('It fits', given(true)),
      ]),
    ).toBe('Not so: The amount is not 0.')
    expect(refusal([requirement('It was read.', failed)])).toBe('Could not be checked: It was read.')
  })

  it('names no requirement where all hold, or where a person may override those that fail', () => {
    expect(refusal([requirement('It fits', given(true))])).toBeUndefined()
    expect(refusal([requirement('Outside the window', given(false), 'confirm')])).toBeUndefined()
  })

  it('keeps an emergency action possible where something could not be read', () => {
    expect(refusal([requirement('It was read', failed)], true)).toBeUndefined()
    expect(refusal([requirement('It is cut over', given(false))], true)).toMatch(/cut over/)
  })
})

describe('who may take it', () => {
  const action = (holds: Requirement['holds']) => ({ permission: requirement('It is a relayer', holds) })

  it('says who may act only of a connected account, and only when it is known', () => {
    expect(notAllowed(action(given(false)), '0x51', 'Not a relayer')).toBe('Not a relayer')
    expect(notAllowed(action(given(false)), null, 'Not a relayer')).toBeUndefined()
    expect(notAllowed(action(failed), '0x51', 'Not a relayer')).toBeUndefined()
    expect(notAllowed(action(given(true)), '0x51', 'Not a relayer')).toBeUndefined()
  })
})
