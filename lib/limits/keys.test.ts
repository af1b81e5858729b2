import { AbiCoder, id, keccak256 } from 'ethers'
import { describe, expect, it } from 'vitest'
import { KNOWN_LIMIT_NAMES, limitKey, limitKeyFor, nameKeys } from './keys'

const A = '0x1601843c5E9bC251A3272907010AFa41Fa18347E'
const B = '0x491EDFB0B8b608044e227225C715981a30F3A44E'

describe('limit keys', () => {
  it('are the hashes that an independent encoder gives', () => {
    const coder = AbiCoder.defaultAbiCoder()
    const mint = id('LIMIT_USDS_MINT')
    expect(limitKey('LIMIT_USDS_MINT')).toBe(mint)
    expect(limitKeyFor('LIMIT_USDS_MINT')).toBe(mint)
    expect(limitKeyFor('LIMIT_USDS_MINT', A)).toBe(keccak256(coder.encode(['bytes32', 'address'], [mint, A])))
    const transfer = coder.encode(['bytes32', 'address', 'address'], [id('LIMIT_ASSET_TRANSFER'), A, B])
    expect(limitKeyFor('LIMIT_ASSET_TRANSFER', A, B)).toBe(keccak256(transfer))
    expect(limitKeyFor('LIMIT_ASSET_TRANSFER', B, A)).not.toBe(keccak256(transfer))
  })
})

describe('nameKeys', () => {
  const names = nameKeys(KNOWN_LIMIT_NAMES, [A, B], [B])

  it('recovers a bare name, a name with an address, and the ordered pair of a transfer', () => {
    expect(names.get(limitKey('LIMIT_USDS_MINT'))).toEqual({ name: 'LIMIT_USDS_MINT', addresses: [] })
    expect(names.get(limitKeyFor('LIMIT_4626_DEPOSIT', B))).toEqual({
      name: 'LIMIT_4626_DEPOSIT',
      addresses: [B],
    })
    expect(names.get(limitKeyFor('LIMIT_ASSET_TRANSFER', B, A))).toEqual({
      name: 'LIMIT_ASSET_TRANSFER',
      addresses: [B, A],
    })
  })

  it('finds no name for a key made with another name or address', () => {
    expect(names.get(limitKey('LIMIT_SOMETHING_ELSE'))).toBeUndefined()
    expect(names.get(limitKeyFor('LIMIT_4626_DEPOSIT', '0x0000000000000000000000000000000000000001'))).toBe(
      undefined,
    )
  })

  it('gives every key once, and only pairs that begin with an asset', () => {
    const all = KNOWN_LIMIT_NAMES.length
    expect(names.size).toBe(all + (all - 1) * 2 + 2)
    expect(names.get(limitKeyFor('LIMIT_ASSET_TRANSFER', A, B))).toBeUndefined()
  })
})
