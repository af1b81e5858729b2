import { describe, expect, it } from 'vitest'
import { checkSafeInterfaces, safeInterfaces } from './safe-interfaces'

describe('the Safe interfaces that may show the console', () => {
  it('are that of Safe where nobody names others, and none where nobody is named', () => {
    expect(safeInterfaces(undefined)).toEqual(['https://app.safe.global'])
    expect(safeInterfaces('')).toEqual([])
    expect(safeInterfaces(' https://safe.example , http://127.0.0.1:4000')).toEqual([
      'https://safe.example',
      'http://127.0.0.1:4000',
    ])
  })

  it.each([
    '*',
    'https://*',
    'https://*.example',
    'https:',
    'https://safe.example/',
    'https://safe.example/apps',
    'https://SAFE.example',
    'https://user@safe.example',
    'https://safe.example:443',
    "'unsafe-inline'",
    'https://safe.example; script-src *',
    'ftp://safe.example',
    'data:text/html,x',
  ])('never are what is no origin, which is reported: %s', (entry) => {
    expect(safeInterfaces(`https://one.example,${entry}`)).toEqual(['https://one.example'])
    expect(() => checkSafeInterfaces(entry)).toThrow(/^SAFE_INTERFACES: .* is no origin/)
  })

  it('are accepted as they are listed', () => {
    expect(() => checkSafeInterfaces(undefined)).not.toThrow()
    expect(() => checkSafeInterfaces('https://one.example,https://two.example')).not.toThrow()
  })
})
