import fc from 'fast-check'
import { type Address, encodeDeployData, encodeFunctionData, type Hex, toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beamTimeLockAbi as abi } from '@/lib/abi'
import {
  type Client,
  creationCode,
  deploy,
  seed,
  send,
  startTestChain,
  type TestChain,
} from '@/lib/cli/test-chain'
import { given } from '@/lib/leaf'
import { hashOperation, type OperationContent, ZERO_HASH } from './hash'
import { notSeen, toldByContract, walkList } from './list'
import { operationState } from './operation'
import { isQueueComplete, rebuildQueue, type TimelockLog } from './queue'

const DELAY = 1_000n
/** In the order of the contract's enumeration. */
const STATES = ['unset', 'waiting', 'ready', 'done'] as const
/** An account without code, which takes any call. */
const TARGET: Address = '0x00000000000000000000000000000000000000aa'

let chain: TestChain
let client: Client
let admin: Address
let timelock: Address

beforeAll(async () => {
  chain = await startTestChain()
  client = chain.client
  ;[admin] = chain.accounts
  timelock = await deploy(
    client,
    admin,
    encodeDeployData({ abi, bytecode: creationCode('BEAMTimeLock'), args: [DELAY, admin] }),
  )
  for (const functionName of ['PROPOSER_ROLE', 'CANCELLER_ROLE'] as const) {
    const role = await client.readContract({ address: timelock, abi, functionName })
    await call(encodeFunctionData({ abi, functionName: 'grantRole', args: [role, admin] }))
  }
})

afterAll(() => chain?.stop())

const call = (data: Hex) => send(client, admin, timelock, data)
const stamp = (id: Hex) =>
  client.readContract({ address: timelock, abi, functionName: 'getTimestamp', args: [id] })

const batch = ({ calls, predecessor, salt }: OperationContent) =>
  [
    calls.map(({ target }) => target),
    calls.map(({ value }) => value),
    calls.map(({ data }) => data),
    predecessor,
    salt,
  ] as const

/** Does to an operation what its state allows: schedules it if it is unset, else executes or cancels it if possible. */
async function act(content: OperationContent, cancels: boolean): Promise<void> {
  const id = hashOperation(content)
  const { timestamp: now } = await client.getBlock()
  switch (operationState(await stamp(id), now + 1n)) {
    case 'unset':
      await call(encodeFunctionData({ abi, functionName: 'scheduleBatch', args: [...batch(content), DELAY] }))
      return
    case 'waiting':
      if (cancels) await call(encodeFunctionData({ abi, functionName: 'cancel', args: [id] }))
      return
    case 'ready':
      await client.setNextBlockTimestamp({ timestamp: now + 1n })
      await call(encodeFunctionData({ abi, functionName: 'executeBatch', args: batch(content) }))
      return
    case 'done':
      return
  }
}

/** What the contract says of an operation at the latest block. */
async function onChain(id: Hex) {
  const [state, timestamp, content] = await Promise.all([
    client.readContract({ address: timelock, abi, functionName: 'getOperationState', args: [id] }),
    stamp(id),
    client.readContract({ address: timelock, abi, functionName: 'getOperation', args: [id] }),
  ])
  return { state: STATES[state], timestamp, content }
}

/** What the contract lists, read link by link. */
async function listedOnChain(): Promise<readonly Hex[]> {
  const links = new Map<Hex, Hex>()
  const first = await client.readContract({ address: timelock, abi, functionName: 'getFirstOperationId' })
  for (let id = first; id !== ZERO_HASH && !links.has(id); ) {
    const next = await client.readContract({
      ...{ address: timelock, abi, args: [id] },
      functionName: 'getNextOperationId',
    })
    links.set(id, next)
    id = next
  }
  const { ids } = walkList(given(first), (id) => given(links.get(id) ?? ZERO_HASH))
  if (!ids.ok) throw new Error(ids.reason.message)
  return ids.value
}

describe(`the timelock's queue against a chain (seed ${seed})`, () => {
  it('is rebuilt from the events as the contract holds it, in every state', async () => {
    const anyCall = fc.record({
      target: fc.constant(TARGET),
      value: fc.constant(0n),
      data: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => toHex(value, { size: 8 })),
    })
    const contents: OperationContent[] = fc.sample(
      fc.record({
        calls: fc.array(anyCall, { minLength: 1, maxLength: 12 }),
        predecessor: fc.constant(ZERO_HASH),
        salt: fc.oneof(
          fc.constant(ZERO_HASH),
          fc.bigInt({ min: 1n, max: 2n ** 64n }).map((n) => toHex(n, { size: 32 })),
        ),
      }),
      { numRuns: 12, seed },
    )
    const steps = fc.sample(
      fc.record({
        which: fc.nat(contents.length - 1),
        advance: fc.constantFrom(1n, 10n, 100n, DELAY - 1n),
        cancels: fc.boolean(),
      }),
      { numRuns: 80, seed },
    )
    for (const { which, advance, cancels } of steps) {
      const { timestamp } = await client.getBlock()
      await client.setNextBlockTimestamp({ timestamp: timestamp + advance })
      await client.mine({ blocks: 1 })
      const content = contents[which]
      if (content) await act(content, cancels)
    }

    const logs = await client.getContractEvents({ address: timelock, abi, fromBlock: 0n, strict: true })
    const relevant = logs.filter((log): log is typeof log & TimelockLog =>
      ['CallScheduled', 'CallExecuted', 'CallSalt', 'Cancelled'].includes(log.eventName),
    )
    const operations = rebuildQueue(relevant)
    const { timestamp: now } = await client.getBlock()
    expect(operations.length).toBeGreaterThan(8)
    for (const operation of operations) {
      const { state, timestamp, content } = await onChain(operation.id)
      expect(operationState(timestamp, now)).toBe(state)
      const pending = state === 'waiting' || state === 'ready'
      expect(operation.status).toBe(pending ? 'pending' : state === 'done' ? 'executed' : 'cancelled')
      expect(operation.proven).toBe(true)
      if (pending) expect(content.payloads).toEqual(operation.calls.map(({ data }) => data))
    }
    const count = await client.readContract({ address: timelock, abi, functionName: 'getOperationsCount' })
    expect(isQueueComplete(operations, count)).toBe(true)
    expect(isQueueComplete(operations, count + 1n)).toBe(false)

    const listed = await listedOnChain()
    const pending = operations.filter(({ status }) => status === 'pending')
    expect(listed.toSorted()).toEqual(pending.map(({ id }) => id).toSorted())
    expect(BigInt(listed.length)).toBe(count)
    for (const { id, calls, predecessor, salt } of pending) {
      const { content } = await onChain(id)
      const kept = content.targets.map((target, index) => ({
        target,
        value: content.values[index] ?? 0n,
        data: content.payloads[index] ?? '0x',
      }))
      expect(toldByContract(notSeen(id), { ...content, calls: kept })).toMatchObject({
        ...{ calls, predecessor, salt, proven: true },
      })
    }
  })
})
