import type { Address } from 'viem'
import { errorLine } from '@/lib/chain/errors'
import { bytesIn, quantityIn } from '@/lib/chain/read/parse'
import { readHead } from '@/lib/chain/read/reader'
import type { Rpc } from '@/lib/chain/rpc'
import { contractEntries, type Deployment, type Entry } from '@/lib/deployment'
import { identify } from './check-kinds'
import { CliError, isCliError } from './print'

/**
 * Compares a deployment with the chain, as far as nodes answer. Every node is asked for its chain id; the first that
 * answers is also asked for the start block, for the code of every contract, and for what only a contract of its kind
 * answers. A node that is down is no fault; the console waits for it.
 * @param file how the deployment file is named in an error
 * @returns what could not be checked, a line each
 * @throws CliError on a wrong chain, an address without code, or a contract of another kind than its field
 */
export async function checkChain(
  deployment: Deployment,
  file: string,
  rpcs: readonly Rpc[],
): Promise<string[]> {
  const unchecked: string[] = []
  const answering: Rpc[] = []
  for (const rpc of rpcs) {
    try {
      refuse(file, await chainFault(deployment, rpc))
      answering.push(rpc)
    } catch (error) {
      if (isCliError(error)) throw error
      unchecked.push(`${rpc.label} does not answer (${errorLine(error)})`)
    }
  }
  const [rpc] = answering
  if (rpc === undefined)
    return [...unchecked, 'No RPC answers: the console starts anyway and reads when one does']
  try {
    refuse(file, await startFault(deployment, rpc))
    for (const { fault } of await codeAt(deployment, rpc)) refuse(file, fault)
  } catch (error) {
    if (isCliError(error)) throw error
    return [...unchecked, `${rpc.label} did not give the code of every contract (${errorLine(error)})`]
  }
  try {
    for (const { fault } of await identify(deployment, rpc)) refuse(file, fault)
  } catch (error) {
    if (isCliError(error)) throw error
    unchecked.push(`${rpc.label} did not tell what every contract is (${errorLine(error)})`)
  }
  return unchecked
}

function refuse(file: string, fault: string | null): void {
  if (fault !== null) throw new CliError(`${file}: ${fault}`)
}

/** Why a node is of no use for a deployment. @throws what `Rpc` throws */
export async function chainFault({ chainId }: Deployment, rpc: Rpc): Promise<string | null> {
  const found = quantityIn('eth_chainId', await rpc.request<unknown>('eth_chainId', []))
  return found === BigInt(chainId) ? null : `chainId: the file says ${chainId}, ${rpc.label} says ${found}`
}

/**
 * Events before a start block beyond the newest block would never be read, and would seem not to exist.
 * @throws what `Rpc` throws
 */
export async function startFault({ startBlock, chainId }: Deployment, rpc: Rpc): Promise<string | null> {
  const { number } = await readHead(rpc)
  if (BigInt(startBlock) <= number) return null
  return `startBlock: ${startBlock} is after the newest block ${number} of chain ${chainId} (${rpc.label})`
}

/**
 * What a contract said before the first block whose events are read is never learned. The pause and the Safes are left
 * out: they are older than any deployment.
 * @throws what `Rpc` throws, also where the node keeps no state that old
 */
export async function lateFault(deployment: Deployment, rpc: Rpc): Promise<string | null> {
  const { startBlock, units, generators } = deployment
  if (startBlock === 0) return null
  const before = `0x${(startBlock - 1).toString(16)}`
  const learnedFrom = [
    ...units.flatMap(({ beamState, timelock }) => [beamState, timelock]),
    ...generators.flatMap(({ addresses: { diamond, rateLimits, almProxy } }) => [
      diamond,
      rateLimits,
      almProxy,
    ]),
  ]
  const codes = await Promise.all(
    learnedFrom.map(async (address) =>
      bytesIn('eth_getCode', await rpc.request<unknown>('eth_getCode', [address, before])),
    ),
  )
  const earlier = learnedFrom.find((_, index) => codes[index] !== '0x')
  if (earlier === undefined) return null
  return `startBlock: ${earlier} stood before block ${startBlock} already, and what it said until then is never read (${rpc.label})`
}

/** A contract of the file, and that there is none; null where there is code. */
export interface CodeAt extends Entry<Address> {
  readonly fault: string | null
}

/** Whether code is at each address that the file says is a contract. @throws what `Rpc` throws */
export async function codeAt(deployment: Deployment, rpc: Rpc): Promise<readonly CodeAt[]> {
  return Promise.all(
    contractEntries(deployment).map(async ({ path, value }) => {
      const code = bytesIn('eth_getCode', await rpc.request<unknown>('eth_getCode', [value, 'latest']))
      const none = `${path}: no code at ${value} on chain ${deployment.chainId} (${rpc.label})`
      return { path, value, fault: code === '0x' ? none : null }
    }),
  )
}
