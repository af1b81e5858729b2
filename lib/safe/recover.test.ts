import fc from 'fast-check'
import { concat, type Hex, hashTypedData, slice, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { eachByte } from '@/lib/testing/hostile/alter'
import { hash as anyHash, anyTransaction } from '@/lib/testing/states/safes'
import { calldataDigest, safeTxHash, safeTypedData } from './hash'
import { plainSignature, signerOf } from './recover'

const { account } = roles.freezerSigner1
const domain = { chainId: 31_337n, safe: roles.keeper.address, version: '1.4.1' }

describe('whoever signed', () => {
  it('is found from what a wallet signs as typed data, and is somebody else for another hash', async () => {
    for (const transaction of fc.sample(anyTransaction, 20)) {
      const typed = safeTypedData(domain, transaction)
      const signature = await account.signTypedData(typed)
      const hash = safeTxHash(domain, transaction)
      expect(hash).toBe(hashTypedData(typed))
      expect(signerOf(hash, signature)).toBe(account.address)
      expect(
        signerOf(safeTxHash(domain, { ...transaction, nonce: transaction.nonce ^ 1n }), signature),
      ).not.toBe(account.address)
    }
  })

  it('is somebody else, or nobody, with any byte of the signature or of the hash altered', async () => {
    const [hash] = fc.sample(anyHash, 1) as [Hex]
    const signature = await account.sign({ hash })
    expect(signerOf(hash, signature)).toBe(account.address)
    const signatures = eachByte(signature).filter(
      ({ altered }) => signerOf(hash, altered) === account.address,
    )
    const hashes = eachByte(hash).filter(({ altered }) => signerOf(altered, signature) === account.address)
    expect([...signatures, ...hashes].map(({ name }) => name)).toEqual([])
  })

  it('is nobody for bytes that are no signature', () => {
    const hash: Hex = `0x${'11'.repeat(32)}`
    const body = (fill: string): Hex => `0x${fill.repeat(64)}`
    for (const signature of [
      '0x',
      body('11'),
      concat([body('00'), '0x1b']),
      concat([body('ff'), '0x1c']),
      concat([body('11'), '0x1d']),
      concat([body('11'), '0x1b00']),
    ] as Hex[]) {
      expect(signerOf(hash, signature), signature).toBeNull()
    }
  })

  it('has one spelling: lower case, with v 27 or 28', () => {
    const body = `0x${'AB'.repeat(64)}` as Hex
    expect(plainSignature(`${body}00`)).toBe(`${body.toLowerCase()}1b`)
    expect(plainSignature(`${body}1C`)).toBe(`${body.toLowerCase()}1c`)
    expect(plainSignature(slice(`${body}1c`, 0, 64))).toBeNull()
    expect(plainSignature(concat([toHex('a'), toHex('b')]))).toBeNull()
  })
})

describe('the calldata digest', () => {
  it('is that of the example in ERC-8213', () => {
    const transfer = concat([
      '0xa9059cbb',
      '0x0000000000000000000000004675c7e5baafbffbca748158becba61ef3b0a263',
      '0x0000000000000000000000000000000000000000000000000de0b6b3a7640000',
    ])
    expect(calldataDigest(transfer)).toBe(
      '0x812cee5d9cc7461c04bbcd7b70af9c28b243ac5d74d3453b008b93b7dac69985',
    )
  })

  it('tells bytes apart that share a beginning', () => {
    expect(calldataDigest('0x')).not.toBe(calldataDigest('0x00'))
  })
})
