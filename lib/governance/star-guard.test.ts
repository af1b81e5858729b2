import { expect, it } from 'vitest'
import { isExpired } from './star-guard'

it('lets a spell run in the second of its deadline, and not one second later', () => {
  expect(isExpired(100n, 99n)).toBe(false)
  expect(isExpired(100n, 100n)).toBe(false)
  expect(isExpired(100n, 101n)).toBe(true)
})
