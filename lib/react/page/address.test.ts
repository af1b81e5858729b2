import { describe, expect, it } from 'vitest'
import { AddressOrigins, namedBy } from './address'

const opened = 'https://console.example/limits?key=0xa&limits.q=mint'

describe('what came with the address of a page', () => {
  it('is its path and each of its parameters', () => {
    expect(namedBy(opened)).toEqual(['/limits', '?key=0xa', '?limits.q=mint'])
    const origins = new AddressOrigins(opened)
    for (const named of namedBy(opened)) expect(origins.originOf(named)).toBe('link')
    expect(origins.originOf('?key=0xb')).toBe('here')
    expect(origins.originOf('/primes/keel')).toBe('here')
  })

  it("still counts as a link's when a link is pressed that only keeps it", () => {
    const origins = new AddressOrigins(opened)
    origins.press('/limits?key=0xa&limits.sort=-max', opened)
    expect(origins.originOf('?key=0xa')).toBe('link')
    expect(origins.originOf('/limits')).toBe('link')
  })

  it("still counts as a link's when somebody goes back and forth in the history", () => {
    const origins = new AddressOrigins(opened)
    origins.press('/limits?key=0xb', opened)
    expect(origins.originOf('?key=0xa')).toBe('link')
    expect(origins.originOf('?key=0xb')).toBe('here')
  })

  it('counts as chosen here once it was pressed from another address', () => {
    const origins = new AddressOrigins(opened)
    let told = 0
    const end = origins.subscribe(() => told++)
    origins.press('/limits?key=0xa', 'https://console.example/limits')
    expect(origins.originOf('?key=0xa')).toBe('here')
    expect(told).toBe(1)
    end()
    origins.press('/', opened)
    expect(told).toBe(1)
  })
})
