import fc from 'fast-check'
import {
  type Address,
  concatHex,
  encodeDeployData,
  encodeFunctionData,
  getAddress,
  type Hex,
  keccak256,
  slice,
  toHex,
} from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '@/contracts/script/chain'
import { type DeployedSafe, deployFreezerSafe } from '@/contracts/script/safe'
import { almProxyAbi } from '@/lib/abi'
import {
  type Client,
  creationCode,
  deploy,
  type Outcome,
  outcome,
  seed,
  send,
  startTestChain,
  type TestChain,
} from '@/lib/cli/test-chain'
import { safeAbi } from './abi'
import { type CollectState, collectState } from './collect'
import { executionIn } from './execution'
import { safeTxHash, safeTypedData } from './hash'
import { MULTI_SEND_CALL_ONLY, MULTI_SEND_CALL_ONLY_CODE_HASH } from './multi-send'
import { approvedSignatures, packSignatures } from './signatures'
import {
  callsOf,
  decodeSafeTransaction,
  encodeApproveHash,
  encodeExecTransaction,
  safeTransaction,
} from './transaction'
import type { SafeCall, SafeDomain, SafeTransaction } from './types'

const THRESHOLD = 3n
const SUCCESS: Outcome = { data: toHex(1n, { size: 32 }) }
/** An account without code, which takes any call. */
const TARGET: Address = '0x00000000000000000000000000000000000000aa'

let chain: TestChain
let client: Client
let owners: readonly [Address, Address, Address, Address]
let stranger: Address
let deployed: DeployedSafe
let safe: Address
let domain: SafeDomain

beforeAll(async () => {
  chain = await startTestChain()
  client = chain.client
  const [a, b, c, d, e] = await client.getAddresses()
  if (!a || !b || !c || !d || !e) throw new Error('The node has fewer than five accounts')
  owners = [a, b, c, d]
  stranger = e
  deployed = await deployFreezerSafe(connect(client.transport.url ?? ''), owners, THRESHOLD)
  safe = deployed.safe
  domain = { chainId: 31_337n, safe, version: '1.4.1' }
})

afterAll(() => chain?.stop())

const nonceNow = () => client.readContract({ address: safe, abi: safeAbi, functionName: 'nonce' })

/** A call whose data differs from that of every other. */
const call = (number: bigint): SafeCall => ({ to: TARGET, value: 0n, data: toHex(number, { size: 32 }) })

const approve = (owner: Address, transaction: SafeTransaction) =>
  send(client, owner, safe, encodeApproveHash(safeTxHash(domain, transaction)))

/** What `execTransaction` of the sender would answer in the next block. */
async function tried(sender: Address, transaction: SafeTransaction, signatures: Hex): Promise<Outcome> {
  const { timestamp } = await client.getBlock()
  return outcome(client, sender, safe, encodeExecTransaction(transaction, signatures), timestamp + 1n)
}

/** Who approved, according to the contract. */
async function collected(transaction: SafeTransaction, connected: Address): Promise<CollectState> {
  const hash = safeTxHash(domain, transaction)
  const approvals = await Promise.all(
    owners.map(async (owner) => {
      const args = [owner, hash] as const
      const value = await client.readContract({
        address: safe,
        abi: safeAbi,
        functionName: 'approvedHashes',
        args,
      })
      return [owner, value !== 0n] as const
    }),
  )
  const safeNonce = await nonceNow()
  return collectState({
    ...{ owners, threshold: THRESHOLD, safeNonce, nonce: transaction.nonce },
    ...{ approvals: new Map(approvals), connected },
  })
}

async function execute(sender: Address, transaction: SafeTransaction, signatures: Hex) {
  await send(client, sender, safe, encodeExecTransaction(transaction, signatures))
  return executionIn(await client.getLogs({ address: safe }), safe, safeTxHash(domain, transaction))
}

describe(`approvals on chain (seed ${seed})`, () => {
  it('let anyone execute a transaction from the threshold on, and the last owner one approval earlier', async () => {
    const orders = fc.sample(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), { numRuns: 6, seed })
    for (const [round, order] of orders.entries()) {
      const transaction = safeTransaction([call(BigInt(round))], await nonceNow())
      for (const [approvals, index] of [...order, -1].entries()) {
        for (const connected of [...owners, stranger]) {
          const { next } = await collected(transaction, connected)
          const signers = next.do === 'execute' ? next.signers : owners
          const result = await tried(connected, transaction, approvedSignatures(signers, THRESHOLD))
          const what = `round ${round}, ${approvals} approvals, ${connected}`
          expect(result, what).toEqual(next.do === 'execute' ? SUCCESS : { revert: 'GS025' })
        }
        const owner = owners[index]
        if (owner) await approve(owner, transaction)
      }
      const { next } = await collected(transaction, stranger)
      if (next.do !== 'execute') throw new Error('All owners approved')
      expect(await execute(stranger, transaction, approvedSignatures(next.signers, THRESHOLD))).toBe(
        'success',
      )
      expect(await nonceNow()).toBe(transaction.nonce + 1n)
      expect(await collected(transaction, stranger)).toMatchObject({ turn: 'over', executable: false })
      expect(await tried(stranger, transaction, approvedSignatures(owners, THRESHOLD))).toEqual({
        revert: 'GS025',
      })
    }
  })

  it('do not execute with one fewer, an owner who did not approve, a stranger, or owners out of order', async () => {
    const transaction = safeTransaction([call(100n)], await nonceNow())
    const [a, b, c] = owners
    await approve(a, transaction)
    await approve(b, transaction)
    const enough = approvedSignatures([a, b, c], THRESHOLD)
    expect(await tried(stranger, transaction, approvedSignatures([a, b], 2n))).toEqual({ revert: 'GS020' })
    expect(await tried(stranger, transaction, enough)).toEqual({ revert: 'GS025' })
    expect(await tried(c, transaction, enough)).toEqual(SUCCESS)
    await approve(c, transaction)
    expect(await tried(stranger, transaction, enough)).toEqual(SUCCESS)
    const foreign = approvedSignatures([a, b, stranger], THRESHOLD)
    expect(await tried(stranger, transaction, foreign)).toEqual({ revert: 'GS026' })
    const disorder = concatHex([slice(enough, 65), slice(enough, 0, 65)])
    expect(await tried(stranger, transaction, disorder)).toEqual({ revert: 'GS026' })
  })

  it('can be given by owners only', async () => {
    const data = encodeApproveHash(keccak256('0x'))
    const { timestamp } = await client.getBlock()
    expect(await outcome(client, stranger, safe, data, timestamp + 1n)).toEqual({ revert: 'GS030' })
  })

  it('wait for their nonce, and still hold when its turn comes', async () => {
    const nonce = await nonceNow()
    const [first, second] = [safeTransaction([call(200n)], nonce), safeTransaction([call(201n)], nonce + 1n)]
    const signatures = approvedSignatures(owners, THRESHOLD)
    for (const owner of owners) {
      await approve(owner, first)
      await approve(owner, second)
    }
    expect(await collected(second, stranger)).toMatchObject({ turn: 'later', executable: false })
    expect(await tried(stranger, second, signatures)).toEqual({ revert: 'GS025' })
    expect(await execute(stranger, first, signatures)).toBe('success')
    expect(await collected(second, stranger)).toMatchObject({ turn: 'now', executable: true })
    expect(await execute(stranger, second, signatures)).toBe('success')
  })

  it('count beside signatures of the typed data, also from a device that ends in the bare parity', async () => {
    const transaction = safeTransaction([call(300n)], await nonceNow())
    const [a, b, c] = owners
    await approve(a, transaction)
    const signed = await Promise.all(
      [b, c].map(async (owner) => {
        const signature = await client.signTypedData({
          account: owner,
          ...safeTypedData(domain, transaction),
        })
        return { owner, signature }
      }),
    )
    const approved = { owner: a, signature: 'approved' } as const
    expect(await tried(stranger, transaction, packSignatures([...signed, approved], THRESHOLD))).toEqual(
      SUCCESS,
    )
    const parity = signed.map(({ owner, signature }) => ({
      owner,
      signature: `${signature.slice(0, -2)}0${Number(`0x${signature.slice(-2)}`) - 27}` as Hex,
    }))
    expect(await execute(stranger, transaction, packSignatures([...parity, approved], THRESHOLD))).toBe(
      'success',
    )
  })
})

describe('a batch', () => {
  const role = keccak256(toHex('CONTROLLER'))
  const controllers = [1n, 2n, 3n, 4n].map((value) => toHex(value, { size: 20 }))
  let own: Address
  let foreign: Address

  /** A contract in which `admin` may revoke a role, with four holders of that role. */
  async function withHolders(admin: Address): Promise<Address> {
    const bytecode = creationCode('ALMProxy')
    const proxy = await deploy(
      client,
      stranger,
      encodeDeployData({ abi: almProxyAbi, bytecode, args: [stranger] }),
    )
    for (const account of controllers) await send(client, stranger, proxy, grant(role, account))
    await send(client, stranger, proxy, grant(toHex(0n, { size: 32 }), admin))
    return getAddress(proxy)
  }

  const grant = (which: Hex, account: Address) =>
    encodeFunctionData({ abi: almProxyAbi, functionName: 'grantRole', args: [which, account] })

  const revoke = (to: Address, account: Address): SafeCall => ({
    ...{ to, value: 0n },
    data: encodeFunctionData({ abi: almProxyAbi, functionName: 'revokeRole', args: [role, account] }),
  })

  const holders = async (address: Address): Promise<Address[]> => {
    const held = await Promise.all(
      controllers.map((account) =>
        client.readContract({ address, abi: almProxyAbi, functionName: 'hasRole', args: [role, account] }),
      ),
    )
    return controllers.filter((_, index) => held[index])
  }

  beforeAll(async () => {
    own = await withHolders(safe)
    foreign = await withHolders(owners[0])
  })

  async function approved(calls: readonly SafeCall[], multiSendCallOnly?: Address): Promise<SafeTransaction> {
    const transaction = safeTransaction(calls, await nonceNow(), multiSendCallOnly)
    for (const owner of owners.slice(0, 3)) await approve(owner, transaction)
    return transaction
  }

  const signatures = () => approvedSignatures(owners.slice(0, 3), THRESHOLD)

  it('goes through the published contract, which has the known code', async () => {
    expect(MULTI_SEND_CALL_ONLY).toBe(deployed.multiSendCallOnly)
    const code = await client.getCode({ address: MULTI_SEND_CALL_ONLY })
    expect(keccak256(code ?? '0x')).toBe(MULTI_SEND_CALL_ONLY_CODE_HASH)
  })

  it('changes nothing when one call fails, and makes every call once that call passes', async () => {
    const calls = [
      ...controllers.slice(0, 3).map((account) => revoke(own, account)),
      revoke(foreign, controllers[0]!),
    ]
    const transaction = await approved(calls)
    expect(await tried(stranger, transaction, signatures())).toEqual({ revert: 'GS013' })
    const execution = send(client, stranger, safe, encodeExecTransaction(transaction, signatures()))
    await expect(execution).rejects.toThrow('reverted')
    expect(await holders(own)).toEqual(controllers)
    expect(await nonceNow()).toBe(transaction.nonce)

    await send(client, owners[0], foreign, grant(toHex(0n, { size: 32 }), safe))
    const data = encodeExecTransaction(transaction, signatures())
    expect(callsOf(decodeSafeTransaction(data)!.transaction)).toEqual(calls)
    expect(await execute(stranger, transaction, signatures())).toBe('success')
    expect(await holders(own)).toEqual(controllers.slice(3))
    expect(await holders(foreign)).toEqual(controllers.slice(1))
  })

  it('changes nothing, yet succeeds, where the batch contract is not deployed', async () => {
    const transaction = await approved(
      controllers.slice(2).map((account) => revoke(own, account)),
      TARGET,
    )
    const before = await holders(own)
    expect(before).not.toEqual([])
    expect(await execute(stranger, transaction, signatures())).toBe('success')
    expect(await holders(own)).toEqual(before)
  })
})
