import { type Address, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, unknown } from '@/lib/leaf'
import { readSuccessor } from './account-input'

const ANN: Address = '0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65'
const BEN: Address = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })

describe('an address that is to hold a role alone', () => {
  const read = (text: string, holders: readonly Address[] = [BEN]) =>
    readSuccessor(text, given(holders), 'relayer')

  it('is read with its checksum, and without one in lower case', () => {
    expect(read(ANN)).toEqual({ account: ANN, error: null })
    expect(read(` ${ANN.toLowerCase()} `)).toEqual({ account: ANN, error: null })
  })

  it.each(['', '0x15d3', `${ANN}0`, `0xaa${ANN.slice(4)}`, 'relayer.eth'])('is not %j', (text) => {
    expect(read(text)).toEqual({
      account: null,
      error: 'This is not an address, or its checksum is wrong.',
    })
  })

  it('is neither zero nor who holds it alone already', () => {
    expect(read(zeroAddress).error).toBe('The zero address cannot be the relayer.')
    expect(read(BEN)).toEqual({ account: null, error: 'It is the only relayer already.' })
  })

  it('is one of several, anybody where nobody holds it, and anybody where that could not be read', () => {
    expect(read(BEN, [ANN, BEN]).account).toBe(BEN)
    expect(read(BEN, [BEN, ANN]).account).toBe(BEN)
    expect(read(BEN, []).account).toBe(BEN)
    expect(readSuccessor(BEN, unread, 'relayer').account).toBe(BEN)
  })
})
