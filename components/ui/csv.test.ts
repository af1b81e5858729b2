import { describe, expect, it } from 'vitest'
import { csvField, toCsv } from './csv'

describe('csvField', () => {
  it.each([
    ['USDS mint', 'USDS mint'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['two\nlines', '"two\nlines"'],
    ['', ''],
  ])('writes %j as %j', (text, field) => {
    expect(csvField(text)).toBe(field)
  })

  it.each(['=1+1', '@SUM(A1)', '+cmd', '-2+3', '\tx'])(
    'defuses %j, which a spreadsheet would run',
    (text) => {
      expect(csvField(text)).toBe(`'${text}`)
    },
  )

  it.each([
    ' =1+1',
    '\u00a0=1+1',
    '\u3000=1+1',
    '\u200b=1+1',
    '\ufeff=1+1',
    '\u0000=1+1',
    '\u202e@SUM(A1)',
    '  -2+3',
    ' -5',
    '\uff1d1+1',
    '\uff20SUM(A1)',
  ])('defuses %j, whatever blank stands before it', (text) => {
    expect(csvField(text)).toBe(`'${text}`)
  })

  it.each([
    ['\n=1+1', '"\'\n\'=1+1"'],
    ['a;=1+1', '"a;\'=1+1"'],
    ['a\t =1+1', "a\t' =1+1"],
    ['a\r\n=1+1', '"a\r\n\'=1+1"'],
    ['a","=1+1', '"a"",""=1+1"'],
  ])('leaves no formula in %j where a line is split at another sign', (text, field) => {
    expect(csvField(text)).toBe(field)
  })

  it.each(['-5', '+5.25', '115792089237316195423570985008687907853269984665640564039457584007913129639935'])(
    'leaves the number %s as it is',
    (text) => {
      expect(csvField(text)).toBe(text)
    },
  )
})

describe('toCsv', () => {
  it('begins with a byte-order mark, and puts units into the header and exact text into the cells', () => {
    const columns = [
      {
        id: 'name',
        header: 'Limit',
        cell: () => null,
        text: (row: { name: string; max: string }) => row.name,
      },
      {
        id: 'max',
        header: 'Max',
        unit: 'USDS',
        cell: () => '50.0M',
        text: (row: { max: string }) => row.max,
      },
    ]
    const rows = [
      { name: 'mint', max: '50000000.000000000000000001' },
      { name: 'deposit, Spark', max: 'unlimited' },
    ]
    expect(toCsv(columns, rows)).toBe(
      '\ufeffLimit,Max [USDS]\r\nmint,50000000.000000000000000001\r\n"deposit, Spark",unlimited\r\n',
    )
  })

  it('writes a header alone where there are no rows', () => {
    expect(toCsv([{ id: 'a', header: 'A', cell: () => null, text: () => '' }], [])).toBe('\ufeffA\r\n')
  })
})
