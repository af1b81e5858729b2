import { type Address, encodeFunctionData, type Hex } from 'viem'
import { administeredAgentAbi } from '@/lib/abi'
import { operatesVault } from '@/lib/console/authority'
import { agentOf } from '@/lib/console/derive/pau'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import { pauWords } from '@/lib/words/paus'
import type { Routing } from './definition'
import type { ActionCall, AnyRequest, Requirement } from './direct'
import { type ByController, workingPrime } from './prime-of'
import type { PrimeTarget } from './request'

/** Ways of what a relayer of a Prime does with its vault: itself, or through a Safe that is a relayer. */
export const primeRouting: Routing<AnyRequest & PrimeTarget & ByController> = {
  direct: (request, model, account) => {
    const found = workingPrime(request, model)
    return found && operatesVault(found.prime, account)
  },
  safes: (request, model) => {
    const found = workingPrime(request, model)
    return found ? primeSafes(model, found.prime) : []
  },
}

/** Safes of the deployment that operate the controller of a Prime, and those for which that could not be read. */
function primeSafes({ safes }: Pick<ConsoleModel, 'safes'>, prime: PrimeModel): readonly SafeFacts[] {
  return safes.filter(({ id }) => {
    const holds = operatesVault(prime, id)
    return !holds.ok || holds.value
  })
}

/** Its permission. Source: DOMAIN.md §1. */
export function primeOperator(prime: PrimeModel, from: Address): Requirement {
  const [controller] = prime.controllers
  const { operator } = pauWords(controller.reader)
  return {
    id: 'prime-operator',
    says: {
      holds: `${from} is ${a(operator)} of ${prime.name}, and not frozen`,
      fails: `${from} is not ${a(operator)} of ${prime.name}, or guardians froze it`,
    },
    holds: operatesVault(prime, from),
    weight: 'blocks',
  }
}

const a = (word: string): string => (/^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`)

/** The call by which an account makes the controller of a Prime do something: itself, or through its agent. */
export function operation(
  { controllers: [controller] }: Pick<PrimeModel, 'controllers'>,
  from: Address,
  data: Hex,
): ActionCall {
  const agent = agentOf(controller, from)
  if (agent === null) return { to: controller.id, value: 0n, data }
  const args = [controller.id, data] as const
  return {
    to: agent,
    value: 0n,
    data: encodeFunctionData({ abi: administeredAgentAbi, functionName: 'call', args }),
  }
}
