import { type Address, encodeFunctionData, getAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { adminFacetAbi } from '@/lib/abi'
import type { Run } from '@/lib/react/run'
import { fakeDeployment } from '@/lib/testing/fakes/deployment'
import { fakeModel, fakeTime } from '@/lib/testing/fakes/model'
import { controlsOf, emergencyAnswer } from './controls'

const [first, second, stranger] = ['71', '72', '73'].map((end) =>
  getAddress(`0x${'0'.repeat(38)}${end}`),
) as [Address, Address, Address]

/** These hold RELAYER, and guardians froze some of them. */
function modelOf(relayers: readonly Address[], frozen: readonly Address[] = []) {
  const outputs = {
    'getRoleMemberCount(bytes32)': () => [BigInt(relayers.length)],
    'getRoleMember(bytes32,uint256)': ([, index]: readonly unknown[]) => [relayers[Number(index)]],
    'frozen(address)': ([beam]: readonly unknown[]) => [frozen.includes(beam as Address)],
    'paused()': () => [false],
    'stopped()': () => [false],
  }
  const pairs = [first, second].map((cBeam) => ({ kind: 'controller', target: stranger, cBeam }) as const)
  return fakeModel(outputs, fakeTime, fakeDeployment(), { pairs })
}

const { id: generator } = modelOf([])!.generators[0]!
const hash = `0x${'ab'.repeat(32)}` as const

/** The removal of the first relayer, signed here and mined in a block. */
const removal = (number = 1n): Run => ({
  ...{ id: '1', chainId: 31337, request: { kind: 'freeze-relayer', generator, relayer: first }, title: '' },
  ...{ from: stranger, at: 0, since: null, mine: true, effects: [] },
  calls: [
    {
      ...{ to: generator, value: 0n, dialogue: { state: 'submitted', hash, nonce: null, at: 0 } },
      data: encodeFunctionData({ abi: adminFacetAbi, functionName: 'removeRelayer', args: [first] }),
      evidence: {
        ...{ state: 'mined', hash, depth: 0n, unproven: null, by: ['a'], against: [], silent: [] },
        block: { number, hash },
      },
    },
  ],
})

const stateOf = (model: ReturnType<typeof modelOf>, runs: readonly Run[]) => {
  const control = controlsOf(model, runs).find(({ id }) => id === generator)
  return [control?.state, control?.word]
}

describe('a Generator of which one relayer is stopped', () => {
  it('shows no green Generator while another relayer can still act after a removal or a freeze', () => {
    const left = ['unknown', '1 relayer out, 1 can still act']
    expect(stateOf(modelOf([second]), [removal()])).toEqual(left)
    expect(stateOf(modelOf([first, second], [first]), [])).toEqual(left)
    expect(emergencyAnswer(modelOf([second]), [removal()])).toBe('Generator: 1 relayer out, 1 can still act')
  })

  it('shows a frozen Generator when no relayer can act, and none when nobody was stopped or nothing is read', () => {
    expect(stateOf(modelOf([]), [removal()])).toEqual(['wrong', 'Frozen'])
    expect(stateOf(modelOf([first, second], [first, second]), [])).toEqual(['wrong', 'Frozen'])
    expect(stateOf(modelOf([first, second]), [])).toEqual(['ok', 'Not frozen'])
    expect(stateOf(modelOf([first, second]), [removal(2n)])).toEqual(['ok', 'Not frozen'])
    // The removed relayer was given the role again.
    expect(stateOf(modelOf([first, second]), [removal()])).toEqual(['ok', 'Not frozen'])
  })
})
