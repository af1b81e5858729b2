import { type Address, concat, pad, toFunctionSelector, toHex } from 'viem'
import { agentOf, agentsOf } from '@/lib/console/derive/pau'
import type { PauFacts } from '@/lib/console/facts/pau'
import type { ExpectedCall } from './expected'

/**
 * Every call by which somebody makes a controller do something: to the controller, or to an agent that is told to call it.
 *
 * @param through the Safe that makes the call, which has one way only
 */
export function operated(
  pau: PauFacts,
  signature: string,
  args: readonly (Address | bigint)[],
  through: Address | undefined,
): readonly ExpectedCall[] {
  const direct: ExpectedCall = { targets: [pau.id], signature, arguments: args.map(String) }
  const words = args.map((arg) => pad(typeof arg === 'bigint' ? toHex(arg) : arg, { size: 32 }))
  const data = concat([toFunctionSelector(signature), ...words]).toLowerCase()
  const by = (agent: Address): ExpectedCall => ({
    targets: [agent],
    signature: 'call(address,bytes)',
    arguments: [pau.id, data],
  })
  if (through === undefined) return [direct, ...agentsOf(pau).map(by)]
  const agent = agentOf(pau, through)
  return [agent === null ? direct : by(agent)]
}
