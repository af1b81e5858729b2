import { describe, expect, it } from 'vitest'
import { foldName, nameFault } from './name-rules'

describe('nameFault', () => {
  it.each([
    ['Spark\u0007', 'U+0007'],
    ['Spa\u202erk', 'U+202E'],
    ['Spa\u2066rk', 'U+2066'],
    ['Spa\u200brk', 'U+200B'],
    ['Spa\u00adrk', 'U+00AD'],
    ['Spa\ufe0frk', 'U+FE0F'],
    ['Spa\u3164rk', 'U+3164'],
    ['Spark\u00a0vault', 'U+00A0'],
    ['Spark\u2028vault', 'U+2028'],
    ['Spark\nvault', 'U+000A'],
    ['Sp\u0430rk', 'U+0430'],
    ['\u0405\u0440\u0430\u0433\u043a', 'U+0405'],
    ['Gr\u03bfve', 'U+03BF'],
    ['\uff33park', 'U+FF33'],
    ['\ud835\udc12park', 'U+1D412'],
    ['Spa\u0280k', 'U+0280'],
    ['Spa\u0327rk', 'U+0327'],
    ['Sp\u1eadrk', 'U+1EAD'],
    ['\u2800', 'U+2800'],
    ['Spark \u2713', 'U+2713'],
    ['Spark\ud800', 'U+D800'],
  ])('refuses the name %j for %s, which hides what it is', (name, sign) => {
    const fault = nameFault(name) ?? ''
    expect(fault).toContain(`holds ${sign}, which is no Latin letter, digit or plain sign`)
    expect(fault).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/u)
  })

  it.each([
    '0x0000000000000000000000000000000000000031',
    '0000000000000000000000000000000000000031',
    'deadbeefdeadbeefdeadbeefdeadbeefdeadbeef',
    'Nddeadbeefdeadbeef',
    'shop0123456789abcdef',
    '0x1234..abcd',
    '0x35D1b3F3',
    'Vault 0x35D1',
    'Ox35Dl b3F3',
    '0x 35D1 b3F3',
    '0X35d1',
    '0x3..2B',
  ])('refuses the name %j, which looks like an address', (name) => {
    expect(nameFault(name)).toBe(`looks like an address (${JSON.stringify(name)})`)
  })

  it.each(['---', '()', '.'])('refuses the name %j, which says nothing', (name) => {
    expect(nameFault(name)).toBe(`has no letter or digit (${JSON.stringify(name)})`)
  })

  it.each([
    'Soci\u00e9t\u00e9 G\u00e9n\u00e9rale',
    'Grove \u2013 ops',
    'Foxford',
    'Fadmin',
    'cBEAM (2 of 3)',
    '0x Labs',
    'Box 1234',
    '\u00c6r\u00f8',
    "Keel's",
  ])('accepts the name %j', (name) => {
    expect(nameFault(name)).toBeNull()
  })
})

describe('foldName', () => {
  it.each([
    ['Admin', 'Adrnin'],
    ['BEAMTimeLock', 'B\u00c9AMTimeL0ck'],
    ['Spark vault', 'spark  Vault.'],
    ['Spark vault', 'Spark-vault'],
    ['Relayer 1', 'Relayer I'],
    ['Relayer 1', 'Re1ayer l'],
    ['Newer', 'Nevver'],
    ['Aero', '\u00c6r\u00f8'],
  ])('takes the names %j and %j for the same', (one, other) => {
    expect(foldName(one)).toBe(foldName(other))
  })

  it.each([
    ['Relayer 1', 'Relayer 11'],
    ['Guardian 10', 'Guardian 1'],
    ['v1.1', 'v11'],
    ['Spark vault', 'Spark Prime vault'],
  ])('tells the name %j from %j', (one, other) => {
    expect(foldName(one)).not.toBe(foldName(other))
  })
})
