import { zeroAddress } from 'viem'
import type { ControllerDeployment } from '@/lib/deployment'
import type { DeployedPrime } from './plan'

type Controllers = readonly [ControllerDeployment, ...ControllerDeployment[]]

/** The controller through which a Prime works. */
export const workingOf = (prime: DeployedPrime): ControllerDeployment => controllersOf(prime)[0]

/** The controllers of a Prime, each with its reader; the first is the one that takes from the vault. */
export function controllersOf({ pau, staged }: DeployedPrime): Controllers {
  const none = { accessControls: null, agent: null }
  if (staged === null) {
    return [{ reader: 'eip2535', controller: pau.diamond, rateLimits: pau.rateLimits, ...none }]
  }
  const { dispatch, faceted, monolithic } = staged
  const { controller, rateLimits, accessControls, agent } = dispatch
  const all: readonly ControllerDeployment[] = [
    { reader: 'diamond-pau', controller, rateLimits, accessControls, agent },
    { reader: 'faceted', controller: faceted.controller, rateLimits: faceted.rateLimits, ...none },
    { reader: 'monolithic', controller: monolithic.controller, rateLimits: monolithic.rateLimits, ...none },
  ]
  const [first, ...others] = all.filter((one) => one.controller !== zeroAddress)
  if (first === undefined) throw new RangeError('A Prime was launched without a controller')
  return [first, ...others]
}
