import { type Address, encodeFunctionData, getAddress, type Hex, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { adminFacetAbi } from '@/lib/abi'
import { fakeModel } from '@/lib/chain/fake-model'
import type { CallStatus, Run } from '@/lib/react/run'
import { encodeApproveHash, encodeExecTransaction, safeTransaction } from '@/lib/safe'
import { holdersAfter } from './holders-after'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const [first, second, stranger] = [at(0x71), at(0x72), at(0x73)] as const
const hash = `0x${'ab'.repeat(32)}` as const

/** A model, at block 1, in which these hold RELAYER; null for one that could not be read. */
const holding = (relayers: readonly (Address | null)[]) =>
  fakeModel({
    'getRoleMemberCount(bytes32)': () => [BigInt(relayers.length)],
    'getRoleMember(bytes32,uint256)': ([, index]) => {
      const relayer = relayers[Number(index)]
      return relayer ? [relayer] : null
    },
  })

const generator = holding([]).generators[0]!.id
const mined: CallStatus = { state: 'mined', hash, blockNumber: 1n }

const freeze = (statuses: readonly CallStatus[], targets: readonly Address[]): Run => ({
  id: '1',
  chainId: 31337,
  request: { kind: 'freeze-all', generator },
  title: '',
  from: stranger,
  calls: targets.map((target, index) => ({
    to: generator,
    value: 0n,
    data: encodeFunctionData({ abi: adminFacetAbi, functionName: 'removeRelayer', args: [target] }),
    status: statuses[index]!,
  })),
  effects: [],
})

const told = (run: Run, model: ReturnType<typeof holding>) =>
  holdersAfter(run, model)?.holders.map(({ account, holds }) => [account, holds.ok ? holds.value : 'unknown'])

describe('the holders after a freeze', () => {
  it('are the removed ones, and whoever else holds the role still', () => {
    expect(told(freeze([mined], [first]), holding([second]))).toEqual([
      [first, false],
      [second, true],
    ])
  })

  it('show a relayer that has the role although its removal was mined', () => {
    expect(told(freeze([mined], [first]), holding([first]))).toEqual([[first, true]])
  })

  it('show the removal of an address that never had the role as what it is', () => {
    expect(told(freeze([mined], [stranger]), holding([first]))).toEqual([
      [stranger, false],
      [first, true],
    ])
  })

  it('are unknown, not gone, while the list could not be read whole', () => {
    expect(told(freeze([mined], [first]), holding([second, null]))).toEqual([
      [first, 'unknown'],
      [second, true],
    ])
  })

  it('count only what was mined', () => {
    const run = freeze([mined, { state: 'rejected' }], [first, second])
    expect(told(run, holding([second]))).toEqual([
      [first, false],
      [second, true],
    ])
  })

  it('are those that a Safe removed, and none while its owners only approve', () => {
    const removals = freeze([mined, mined], [first, second]).calls
    const transaction = safeTransaction(removals, 0n)
    const through = (data: Hex): Run => ({
      ...freeze([], []),
      calls: [{ to: stranger, value: 0n, data, status: mined }],
    })
    const executed = through(encodeExecTransaction(transaction, '0x'))
    expect(told(executed, holding([second]))).toEqual([
      [first, false],
      [second, true],
    ])
    expect(holdersAfter(through(encodeApproveHash(hash)), holding([second]))).toBeNull()
  })

  it('are not told before the block of the freeze was read', () => {
    const later: CallStatus = { state: 'mined', hash, blockNumber: 2n }
    expect(holdersAfter(freeze([later], [first]), holding([]))).toBeNull()
    expect(holdersAfter(freeze([{ state: 'signing' }], [first]), holding([]))).toBeNull()
  })
})
