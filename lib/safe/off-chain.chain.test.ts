import { type Address, encodeFunctionData, type Hex, parseAbi, toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '@/contracts/script/chain'
import { roles } from '@/contracts/script/roles'
import { deployFreezerSafe } from '@/contracts/script/safe'
import {
  type Client,
  type Outcome,
  outcome,
  send,
  startTestChain,
  type TestChain,
} from '@/lib/cli/test-chain'
import { eachByte } from '@/lib/testing/hostile/alter'
import { safeAbi } from './abi'
import { safeTxHash, safeTypedData, typedDomain } from './hash'
import { nestedHashes, nestedTypedData, signedBytes } from './nested'
import { type NestedSafe, type OffChainSignature, signedState } from './off-chain'
import { type OwnerSignature, packSignatures, unpackSignatures } from './signatures'
import { encodeApproveHash, encodeExecTransaction, safeTransaction } from './transaction'
import type { SafeDomain, SafeTransaction } from './types'

const SUCCESS: Outcome = { data: toHex(1n, { size: 32 }) }
const TARGET: Address = '0x00000000000000000000000000000000000000aa'
/** What the handler of a Safe tells of its messages. */
const handlerAbi = parseAbi([
  'function getMessageHashForSafe(address safe, bytes message) view returns (bytes32)',
])

const [one, two, three] = [
  roles.freezerSigner1.account,
  roles.freezerSigner2.account,
  roles.freezerSigner3.account,
]
const stranger = roles.keeper.address

let chain: TestChain
let client: Client
/** 2 of 3 owners: an account, another, and a Safe of two accounts. */
let domain: SafeDomain
let owners: readonly Address[]
let nested: NestedSafe
let handler: Address

beforeAll(async () => {
  chain = await startTestChain()
  client = chain.client
  const scenario = connect(client.transport.url ?? '')
  const inside = [two.address, three.address]
  const { safe: inner, fallbackHandler } = await deployFreezerSafe(scenario, inside, 2n)
  handler = fallbackHandler
  owners = [one.address, inner, roles.donor.address]
  const { safe } = await deployFreezerSafe(scenario, owners, 2n)
  domain = { chainId: 31_337n, safe, version: '1.4.1' }
  nested = { domain: { ...domain, safe: inner }, owners: inside, threshold: 2n }
})

afterAll(() => chain?.stop())

const nonceNow = () => client.readContract({ address: domain.safe, abi: safeAbi, functionName: 'nonce' })
const fresh = async () => safeTransaction([{ to: TARGET, value: 0n, data: '0x1234' }], await nonceNow())

async function tried(transaction: SafeTransaction, signatures: Hex): Promise<Outcome> {
  const { timestamp } = await client.getBlock()
  const data = encodeExecTransaction(transaction, signatures)
  return outcome(client, stranger, domain.safe, data, timestamp + 1n)
}

/** Whether the Safe would execute it; where it does not, for whatever reason. */
const passes = (transaction: SafeTransaction, signatures: Hex): Promise<boolean> =>
  client
    .call({ account: stranger, to: domain.safe, data: encodeExecTransaction(transaction, signatures) })
    .then(
      () => true,
      () => false,
    )

const own = async (account: typeof one, transaction: SafeTransaction): Promise<OffChainSignature> => ({
  signer: account.address,
  signature: await account.signTypedData(safeTypedData(domain, transaction)),
})

const inName = async (account: typeof one, transaction: SafeTransaction): Promise<OffChainSignature> => ({
  signer: account.address,
  within: nested.domain.safe,
  signature: await account.signTypedData(nestedTypedData(typedDomain(nested.domain), domain, transaction)),
})

const agreed = (transaction: SafeTransaction, signatures: readonly OffChainSignature[]) =>
  signedState({ domain, transaction, owners, nested: [nested], signatures }).signed

describe('signatures given off chain', () => {
  it('execute with those of a Safe that is an owner, whose hash is that of its handler', async () => {
    const transaction = await fresh()
    const hash = await client.readContract({
      address: handler,
      abi: handlerAbi,
      functionName: 'getMessageHashForSafe',
      args: [nested.domain.safe, signedBytes(domain, transaction)],
    })
    expect(nestedHashes(nested.domain, domain, transaction).hash).toBe(hash)

    const all = [
      await inName(three, transaction),
      await own(one, transaction),
      await inName(two, transaction),
    ]
    expect(agreed(transaction, all.slice(0, 2))).toHaveLength(1)
    for (const order of [all, all.toReversed()]) {
      const signatures = packSignatures(agreed(transaction, order), 2n)
      expect(await tried(transaction, signatures)).toEqual(SUCCESS)
      expect(
        unpackSignatures(signatures, 2n)
          ?.map(({ kind }) => kind)
          .toSorted(),
      ).toEqual(['account', 'contract'])
    }
    const signatures = packSignatures(agreed(transaction, all), 2n)
    await send(client, stranger, domain.safe, encodeExecTransaction(transaction, signatures))
    expect(await nonceNow()).toBe(transaction.nonce + 1n)
    // Once executed, nothing of it counts again.
    expect(await tried(transaction, signatures)).toHaveProperty('revert')
  })

  it('count beside an approval on chain', async () => {
    const transaction = await fresh()
    await send(client, roles.donor.address, domain.safe, encodeApproveHash(safeTxHash(domain, transaction)))
    const approval: OwnerSignature = { owner: roles.donor.address, signature: 'approved' }
    const signed = agreed(transaction, [await own(one, transaction)])
    expect(await tried(transaction, packSignatures([...signed, approval], 2n))).toEqual(SUCCESS)
  })

  it('are refused for any byte of the list: by the Safe, or by the console that reads it', async () => {
    const transaction = await fresh()
    const all = [
      await own(one, transaction),
      await inName(two, transaction),
      await inName(three, transaction),
    ]
    const packed = packSignatures(agreed(transaction, all), 2n)
    const passing: Hex[] = []
    for (const { altered } of eachByte(packed)) {
      if (await passes(transaction, altered)) passing.push(altered)
    }
    // The Safe takes the owner from the last 20 bytes of a word and looks at no others. The console refuses those, too.
    expect(passing).toHaveLength(12)
    expect(passing.filter((altered) => unpackSignatures(altered, 2n) !== null)).toEqual([])
  })

  it('are refused for any byte of the transaction that was signed', async () => {
    const transaction = await fresh()
    const packed = packSignatures(
      agreed(transaction, [await own(one, transaction)]).concat({
        owner: roles.donor.address,
        signature: 'approved',
      }),
      2n,
    )
    await send(client, roles.donor.address, domain.safe, encodeApproveHash(safeTxHash(domain, transaction)))
    expect(await tried(transaction, packed)).toEqual(SUCCESS)
    for (const { altered: data } of eachByte(transaction.data)) {
      expect(await tried({ ...transaction, data }, packed)).toHaveProperty('revert')
    }
    const removal = encodeFunctionData({
      abi: parseAbi(['function changeThreshold(uint256 threshold)']),
      args: [1n],
    })
    expect(await tried({ ...transaction, to: domain.safe, data: removal }, packed)).toHaveProperty('revert')
  })
})
