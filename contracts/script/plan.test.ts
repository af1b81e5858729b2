import { mnemonicToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { primesOf } from './primes'
import { mnemonic, roles } from './roles'

describe('primesOf', () => {
  it('gives the Primes of today first, then as many more as asked for, each with ilks of its own', () => {
    expect(primesOf(4).map(({ name }) => name)).toEqual(['Spark', 'Grove', 'Keel', 'Obex'])
    const many = primesOf(30)
    const ilks = many.flatMap(({ legacy }) => legacy.map(({ ilk }) => ilk))
    expect(many).toHaveLength(30)
    expect(new Set(many.map(({ slug }) => slug)).size).toBe(30)
    expect(new Set(ilks).size).toBe(ilks.length)
    expect(many.slice(0, 4)).toEqual(primesOf(4))
  })
})

describe('roles', () => {
  it('are different development accounts, the first ten of which Anvil unlocks', () => {
    const indexes = Object.values(roles).map(({ index }) => index)
    expect(indexes).toEqual(indexes.map((_, position) => position))
    for (const { index, address } of Object.values(roles)) {
      expect(address).toBe(mnemonicToAccount(mnemonic, { addressIndex: index }).address)
    }
    expect(roles.governance.address).toBe('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266')
  })
})
