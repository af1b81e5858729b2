import type { Address } from 'viem'
import { guardianCouncilAbi } from '@/lib/abi'
import { type RequestKind, type UnitTarget, unitFields } from '../request'
import { address } from '../stored'
import { namedUnit } from '../unit-of'

/** One guardian's vote to lift a freeze in one Unit. */
export interface LiftFreezeRequest extends UnitTarget {
  readonly kind: 'lift-freeze'
  readonly beam: Address
}

export const liftFreezeKind: RequestKind<LiftFreezeRequest, false> = {
  kind: 'lift-freeze',
  verb: 'vote to lift the freeze',
  by: ['guardian'],
  at: '/emergency',
  form: false,
  fields: { beam: address, ...unitFields },
  abi: guardianCouncilAbi,
  expected: (request, model) => {
    const council = namedUnit(request, model)?.configurator.guardians?.council
    if (!council) return []
    return [{ targets: [council], signature: 'lift(address)', arguments: [request.beam] }]
  },
  asks: ({ beam }) => [beam],
}
