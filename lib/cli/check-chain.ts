import { type Hex, hexToBigInt } from 'viem'
import type { Rpc } from '@/lib/chain/rpc'
import { contractEntries, type Deployment } from '@/lib/deployment'
import { kindFault } from './check-kinds'
import { CliError, isCliError } from './print'

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/**
 * Compares a deployment with the chain, as far as nodes answer: the chain id of each, then code at every contract
 * and what only a contract of its kind answers, by the first that does. A node that is down is no fault; the console waits for it.
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
      const chainId = hexToBigInt(await rpc.request<Hex>('eth_chainId', []))
      if (chainId !== BigInt(deployment.chainId)) {
        throw new CliError(
          `${file}: chainId: the file says ${deployment.chainId}, ${rpc.label} says ${chainId}`,
        )
      }
      answering.push(rpc)
    } catch (error) {
      if (isCliError(error)) throw error
      unchecked.push(`${rpc.label} does not answer (${reasonOf(error)})`)
    }
  }
  const [rpc] = answering
  if (rpc === undefined)
    return [...unchecked, 'No RPC answers: the console starts anyway and reads when one does']
  try {
    await checkCode(deployment, file, rpc)
  } catch (error) {
    if (isCliError(error)) throw error
    return [...unchecked, `${rpc.label} did not give the code of every contract (${reasonOf(error)})`]
  }
  try {
    const fault = await kindFault(deployment, rpc)
    if (fault !== null) throw new CliError(`${file}: ${fault}`)
  } catch (error) {
    if (isCliError(error)) throw error
    unchecked.push(`${rpc.label} did not tell what every contract is (${reasonOf(error)})`)
  }
  return unchecked
}

async function checkCode(deployment: Deployment, file: string, rpc: Rpc): Promise<void> {
  const entries = contractEntries(deployment)
  const codes = await Promise.all(
    entries.map(({ value }) => rpc.request<Hex>('eth_getCode', [value, 'latest'])),
  )
  const empty = entries.find((_, index) => codes[index] === '0x')
  if (empty === undefined) return
  throw new CliError(
    `${file}: ${empty.path}: no code at ${empty.value} on chain ${deployment.chainId} (${rpc.label})`,
  )
}
