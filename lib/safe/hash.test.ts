import { TypedDataEncoder } from 'ethers'
import fc from 'fast-check'
import { type Address, concat, hashTypedData, keccak256, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { address, anyTransaction } from '@/lib/testing/states/safes'
import {
  DOMAIN_TYPE_HASH,
  DOMAIN_TYPE_HASH_WITHOUT_CHAIN,
  domainSeparator,
  messageHash,
  SAFE_TX_TYPE_HASH,
  safeTxHash,
  safeTypedData,
  UnsupportedSafeVersionError,
} from './hash'
import type { SafeDomain, SafeTransaction } from './types'

const BOUND = ['1.3.0', '1.3.0+L2', '1.4.1', '1.5.0', '1.10.0']
const UNBOUND = ['1.0.0', '1.1.1', '1.2.0']

const domain = fc.record({
  chainId: fc.bigInt({ min: 1n, max: 2n ** 53n }),
  safe: address,
  version: fc.constantFrom(...BOUND, ...UNBOUND),
})

const fields = {
  SafeTx: [
    { name: 'to', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'data', type: 'bytes' },
    { name: 'operation', type: 'uint8' },
    { name: 'safeTxGas', type: 'uint256' },
    { name: 'baseGas', type: 'uint256' },
    { name: 'gasPrice', type: 'uint256' },
    { name: 'gasToken', type: 'address' },
    { name: 'refundReceiver', type: 'address' },
    { name: 'nonce', type: 'uint256' },
  ],
}

describe('the type hashes', () => {
  it('are the constants of the contracts', () => {
    expect(SAFE_TX_TYPE_HASH).toBe('0xbb8310d486368db6bd6f849402fdd73ad53d316b5a4b2644ad6efe0f941286d8')
    expect(DOMAIN_TYPE_HASH).toBe('0x47e79534a245952e8b16893a336b85a3d9ea9fa8c573f3d803afb92a79469218')
    expect(DOMAIN_TYPE_HASH_WITHOUT_CHAIN).toBe(
      '0x035aff83d86937d35b32e04f0ddc6ff469290eef2f1b692d8a815c89404d4749',
    )
  })
})

describe('the three hashes of a transaction', () => {
  it('are those of a transaction of a Safe on Arbitrum, as its owners saw them', () => {
    const safe: Address = '0x111CEEee040739fD91D29C34C33E6B3E112F2177'
    const transaction: SafeTransaction = {
      to: safe,
      value: 0n,
      data: '0x0d582f130000000000000000000000000c75fa5a5f1c0997e3eea425cfa13184ed0ec9e50000000000000000000000000000000000000000000000000000000000000003',
      operation: 0,
      safeTxGas: 0n,
      baseGas: 0n,
      gasPrice: 0n,
      gasToken: zeroAddress,
      refundReceiver: zeroAddress,
      nonce: 234n,
    }
    const arbitrum: SafeDomain = { chainId: 42_161n, safe, version: '1.3.0' }
    expect(domainSeparator(arbitrum)).toBe(
      '0x1cf7f9b1efe3bc47fe02fd27c649fea19e79d66040683a1c86c7490c80bf7291',
    )
    expect(messageHash(transaction)).toBe(
      '0xd9109ea63c50ecd3b80b6b27ed5c5a9fd3d546c2169dfb69bfa7ba24cd14c7a5',
    )
    expect(safeTxHash(arbitrum, transaction)).toBe(
      '0x0cb7250b8becd7069223c54e2839feaed4cee156363fbfe5dd0a48e75c4e25b3',
    )
  })

  it('are what an independent encoder of typed data gives, with and without the chain', () => {
    fc.assert(
      fc.property(domain, anyTransaction, (of, transaction) => {
        const own = UNBOUND.includes(of.version)
          ? { verifyingContract: of.safe }
          : { chainId: of.chainId, verifyingContract: of.safe }
        expect(domainSeparator(of)).toBe(TypedDataEncoder.hashDomain(own))
        expect(messageHash(transaction)).toBe(TypedDataEncoder.hashStruct('SafeTx', fields, transaction))
        expect(safeTxHash(of, transaction)).toBe(TypedDataEncoder.hash(own, fields, transaction))
      }),
    )
  })

  it('combine to the hash that is signed', () => {
    fc.assert(
      fc.property(domain, anyTransaction, (of, transaction) => {
        const joined = keccak256(concat(['0x1901', domainSeparator(of), messageHash(transaction)]))
        expect(safeTxHash(of, transaction)).toBe(joined)
      }),
    )
  })

  it('change with the chain exactly where the version binds it', () => {
    fc.assert(
      fc.property(domain, (of) => {
        const elsewhere = domainSeparator({ ...of, chainId: of.chainId + 1n })
        expect(elsewhere === domainSeparator(of)).toBe(UNBOUND.includes(of.version))
      }),
    )
  })

  it('do not exist for a version whose rules are not known', () => {
    const of = { chainId: 1n, safe: zeroAddress }
    for (const version of ['0.1.0', '2.0.0', '1.3', '', '1.4.1 ', 'v1.4.1', '11.3.0']) {
      expect(() => domainSeparator({ ...of, version })).toThrow(UnsupportedSafeVersionError)
    }
  })
})

describe('the typed data', () => {
  it('gives the hash that the owners approve on chain', () => {
    fc.assert(
      fc.property(domain, anyTransaction, (of, transaction) => {
        expect(hashTypedData(safeTypedData(of, transaction))).toBe(safeTxHash(of, transaction))
      }),
    )
  })

  it('holds only fields of the domain that the Safe hashes', () => {
    const transaction = fc.sample(anyTransaction, 1)[0]!
    const of = { chainId: 1n, safe: zeroAddress, version: '1.2.0' }
    expect(safeTypedData(of, transaction).domain).toEqual({ verifyingContract: zeroAddress })
    expect(safeTypedData({ ...of, version: '1.3.0' }, transaction).domain).toEqual({
      chainId: 1n,
      verifyingContract: zeroAddress,
    })
  })
})
