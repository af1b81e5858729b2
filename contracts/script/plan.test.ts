import { mnemonicToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { MOST_PRIMES, mintedIn, primesOf, scaleOf } from './primes'
import { freezerSafe, mnemonic, ROLE_COUNT, roles } from './roles'

describe('primesOf', () => {
  it('primesOf gives the named Primes first, then as many more as requested, each with its own ilks', () => {
    expect(primesOf(4).map(({ name }) => name)).toEqual(['Spark', 'Grove', 'Keel', 'Obex'])
    const many = primesOf(MOST_PRIMES)
    const ilks = many.flatMap(({ legacy }) => legacy.map(({ ilk }) => ilk))
    expect(many).toHaveLength(MOST_PRIMES)
    expect(new Set(many.map(({ slug }) => slug)).size).toBe(MOST_PRIMES)
    expect(new Set(ilks).size).toBe(ilks.length)
    expect(ilks.filter((ilk) => ilk.length > 32)).toEqual([])
    expect(many.slice(0, 4)).toEqual(primesOf(4))
  })

  it('no planned Prime takes more than its vault has, or more than a limit allows', () => {
    for (const { deposits, takes, depositLimit, takeLimit, depositCap } of primesOf(MOST_PRIMES)) {
      const idle = [deposits[0] - takes[0], deposits[0] - takes[0] + deposits[1] - takes[1]]
      expect(idle.every((left) => left >= 0n)).toBe(true)
      expect(Math.max(...deposits.map(Number))).toBeLessThanOrEqual(Number(depositLimit ?? 0n))
      expect(Math.max(...takes.map(Number))).toBeLessThanOrEqual(Number(takeLimit ?? 0n))
      expect(deposits[0] + deposits[1]).toBeLessThan(depositCap)
    }
  })
})

describe('scaleOf', () => {
  it('scaleOf is 1 for the named Primes, and large enough for every round with more Primes', () => {
    expect(scaleOf(primesOf(4))).toBe(1n)
    for (const count of [50, 300, MOST_PRIMES]) {
      const primes = primesOf(count)
      expect(100_000n * scaleOf(primes)).toBeGreaterThanOrEqual(mintedIn(primes, 0))
      expect(100_000n * scaleOf(primes)).toBeGreaterThanOrEqual(mintedIn(primes, 1))
    }
    expect(scaleOf(primesOf(MOST_PRIMES))).toBe(8n)
  })
})

describe('roles', () => {
  it('all roles are different development accounts, which Anvil unlocks', () => {
    const indexes = Object.values(roles).map(({ index }) => index)
    expect(indexes).toEqual(indexes.map((_, position) => position))
    expect(indexes).toHaveLength(ROLE_COUNT)
    for (const { index, address } of Object.values(roles)) {
      expect(address).toBe(mnemonicToAccount(mnemonic, { addressIndex: index }).address)
    }
    expect(roles.votes.address).toBe('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266')
  })

  it('the three freezer signers own the freezer Safe', () => {
    const { freezerSigner1, freezerSigner2, freezerSigner3 } = roles
    expect(freezerSafe.owners).toEqual(
      [freezerSigner1, freezerSigner2, freezerSigner3].map((role) => role.address),
    )
  })
})
