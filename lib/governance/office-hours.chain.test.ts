import fc from 'fast-check'
import {
  type Address,
  decodeFunctionResult,
  encodeDeployData,
  encodeFunctionData,
  type Hex,
  keccak256,
  zeroAddress,
} from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { timedSpellAbi as abi, callsActionAbi, chiefAbi, dsPauseAbi, officeCallsActionHash } from '@/lib/abi'
import {
  type Client,
  creationCode,
  deploy,
  outcome,
  START,
  seed,
  send,
  startTestChain,
  type TestChain,
} from '@/lib/cli/test-chain'
import { max } from '@/lib/math'
import { isOfficeOpen, officeOpensAt } from './office-hours'

const HOUR = 3_600n
const DELAY = 24n * HOUR
const EXPIRATION = START + 30n * DELAY

let chain: TestChain
let client: Client
let owner: Address
let action: Address
let spell: Address
let eta: bigint

beforeAll(async () => {
  chain = await startTestChain()
  client = chain.client
  ;[owner] = chain.accounts
  const chief = await deploy(client, owner, creationCode('Chief'))
  const pause = await deploy(
    client,
    owner,
    encodeDeployData({
      abi: dsPauseAbi,
      bytecode: creationCode('DSPause'),
      args: [DELAY, zeroAddress, chief],
    }),
  )
  action = await deploy(client, owner, creationCode('OfficeCallsAction'))
  const sig = encodeFunctionData({ abi: callsActionAbi, functionName: 'execute', args: [[]] })
  spell = await deploy(
    client,
    owner,
    encodeDeployData({
      abi,
      bytecode: creationCode('TimedSpell'),
      args: [pause, action, sig, 'Nothing', EXPIRATION],
    }),
  )
  const lift = encodeFunctionData({ abi: chiefAbi, functionName: 'lift', args: [spell] })
  await send(client, owner, chief, lift)
})

afterAll(() => chain?.stop())

const ask = (functionName: 'schedule' | 'cast' | 'nextCastTime', t: bigint) =>
  outcome(client, owner, spell, encodeFunctionData({ abi, functionName }), t)

async function nextCastTime(t: bigint): Promise<bigint> {
  const answer = await ask('nextCastTime', t)
  if ('revert' in answer) throw new Error(answer.revert)
  return decodeFunctionResult({ abi, functionName: 'nextCastTime', data: answer.data as Hex })
}

describe(`a spell that keeps office hours (seed ${seed})`, () => {
  it('is scheduled in the second of its expiration, and not one second later', async () => {
    expect(await ask('schedule', EXPIRATION)).toEqual({ data: '0x' })
    expect(await ask('schedule', EXPIRATION + 1n)).toEqual({ revert: 'This contract has expired' })
  })

  it('is castable from when its action lets it, and not one second earlier', async () => {
    await send(client, owner, spell, encodeFunctionData({ abi, functionName: 'schedule' }))
    eta = await client.readContract({ address: spell, abi, functionName: 'eta' })
    // The chain begins on a Friday at 08:00, so that the delay ends on a Saturday.
    const opens = officeOpensAt(eta)
    expect(opens - eta > 24n * HOUR).toBe(true)
    for (const [t, passes] of [
      [eta, false],
      [opens - 1n, false],
      [opens, true],
      [opens + 7n * HOUR - 1n, true],
      [opens + 7n * HOUR, false],
    ] as const) {
      expect(await ask('cast', t)).toEqual(
        passes ? { data: '0x' } : { revert: 'ds-pause-delegatecall-error' },
      )
      expect(isOfficeOpen(t)).toBe(passes)
      expect(await nextCastTime(t)).toBe(officeOpensAt(t))
    }
  })

  it('says at any time the next second that the formula gives', async () => {
    const times = fc.sample(fc.bigInt({ min: eta - DELAY, max: eta + 40n * DELAY }), { numRuns: 60, seed })
    for (const t of times) expect(await nextCastTime(t)).toBe(officeOpensAt(max(eta, t)))
  })

  it('runs code whose hash is known here', async () => {
    expect(keccak256((await client.getCode({ address: action })) ?? '0x')).toBe(officeCallsActionHash)
  })
})
