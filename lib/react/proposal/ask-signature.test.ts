import { type EIP1193Provider, hashTypedData } from 'viem'
import { describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { safeTransaction, safeTxHash, safeTypedData } from '@/lib/safe'
import { askSignature, typedText } from './ask-signature'

const { account } = roles.freezerSigner1
const domain = { chainId: 31_337n, safe: roles.donor.address, version: '1.4.1' }
const transaction = safeTransaction([{ to: roles.keeper.address, value: 0n, data: '0x01' }], 2n)
const typed = safeTypedData(domain, transaction)
const asked = { chainId: 31_337, from: account.address, typed, hash: safeTxHash(domain, transaction) }

/** A wallet that answers so. */
const wallet = (answer: (params: unknown) => unknown, chainId = 31_337) =>
  ({
    request: async ({ method, params }: { method: string; params?: unknown }) =>
      method === 'eth_chainId' ? `0x${chainId.toString(16)}` : answer(params),
  }) as unknown as EIP1193Provider

describe('what a wallet signs off chain', () => {
  it('is taken where it is the signature of the account for the hash that was shown', async () => {
    const signature = await account.signTypedData(typed)
    expect(
      await askSignature(
        wallet(() => signature),
        asked,
      ),
    ).toEqual({ ok: true, signature })
    const parity = `${signature.slice(0, -2)}0${Number(`0x${signature.slice(-2)}`) - 27}`
    expect(
      await askSignature(
        wallet(() => parity),
        asked,
      ),
    ).toEqual({ ok: true, signature })
  })

  it('is asked for by the whole typed data, of which the hash is the one that is shown', async () => {
    const texts: unknown[] = []
    await askSignature(
      wallet((params) => {
        texts.push(params)
        return '0x'
      }),
      asked,
    )
    const [[from, text]] = texts as [[string, string]]
    expect(from).toBe(account.address)
    expect(hashTypedData(JSON.parse(text))).toBe(asked.hash)
    expect(text).toBe(typedText(typed))
  })

  it('is refused when it is of something else, of somebody else, or nonsense', async () => {
    const other = await account.signTypedData(safeTypedData(domain, { ...transaction, nonce: 3n }))
    const foreign = await roles.freezerSigner2.account.signTypedData(typed)
    for (const answer of [other, foreign]) {
      expect(
        await askSignature(
          wallet(() => answer),
          asked,
        ),
      ).toMatchObject({
        problem: expect.stringContaining('signed something else'),
      })
    }
    for (const answer of ['0x', '', null, {}, `0x${'11'.repeat(65)}`]) {
      expect(
        await askSignature(
          wallet(() => answer),
          asked,
        ),
      ).toMatchObject({
        problem: expect.stringContaining('no signature of an account'),
      })
    }
  })

  it('is not asked for on another chain, and a refusal is told as one', async () => {
    const never = () => {
      throw new Error('asked')
    }
    expect(await askSignature(wallet(never, 1), asked)).toMatchObject({
      problem: expect.stringContaining('on chain 1'),
    })
    const refuses = () => {
      throw Object.assign(new Error('User rejected'), { code: 4001 })
    }
    expect(await askSignature(wallet(refuses), asked)).toEqual({
      ok: false,
      problem: 'It was refused in the wallet.',
    })
  })
})
