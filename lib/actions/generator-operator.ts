import type { Address } from 'viem'
import { isRelayer } from '@/lib/console/authority'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { Routing } from './definition'
import type { AnyRequest, Requirement } from './direct'
import { primeOf } from './prime-of'
import type { PrimeTarget } from './request'

/** Ways of what a relayer of the Generator does with a Prime: itself, or through a Safe that is a relayer. */
export const generatorRouting: Routing<AnyRequest & PrimeTarget> = {
  direct: (request, model, account) => {
    const found = primeOf(request, model)
    return found && isRelayer(found.generator, account)
  },
  safes: (request, model) => {
    const found = primeOf(request, model)
    return found ? relayerSafes(model, found.generator) : []
  },
}

/** Safes of the deployment that are relayers of a Generator, and those for which that could not be read. */
function relayerSafes(
  { safes }: Pick<ConsoleModel, 'safes'>,
  generator: GeneratorModel,
): readonly SafeFacts[] {
  return safes.filter(({ id }) => {
    const holds = isRelayer(generator, id)
    return !holds.ok || holds.value
  })
}

/** Its permission. Source: DOMAIN.md §1. */
export const generatorOperator = (generator: GeneratorModel, from: Address): Requirement => ({
  id: 'relayer',
  says: {
    holds: `${from} holds RELAYER of ${generator.name}, and the guardians did not freeze it`,
    fails: `${from} does not hold RELAYER of ${generator.name}, or the guardians froze it`,
  },
  holds: isRelayer(generator, from),
  weight: 'blocks',
})
