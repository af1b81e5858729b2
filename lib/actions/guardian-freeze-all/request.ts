import { guardianCouncilAbi } from '@/lib/abi'
import { stepsAsked, stepsToFreeze } from '@/lib/console/guarded'
import { freezeCall } from '../guardian-freeze/request'
import { type RequestKind, type Routed, routedFields } from '../request'

/** Every BEAM of every Unit in which the account is a guardian, of which a freeze would still take something. */
export interface GuardianFreezeAllRequest extends Routed {
  readonly kind: 'guardian-freeze-all'
}

export const guardianFreezeAllKind: RequestKind<GuardianFreezeAllRequest, false> = {
  kind: 'guardian-freeze-all',
  verb: 'freeze every BEAM',
  by: ['guardian'],
  at: '/emergency',
  form: false,
  fields: routedFields,
  abi: guardianCouncilAbi,
  // Whoever signs for himself makes the calls that he may; a Safe has to make each that it may.
  expected: ({ through }, model) => {
    const steps = through === undefined ? stepsToFreeze(model) : stepsAsked(model, through)
    return steps.flatMap(({ unit, beam }) => freezeCall(beam.account, unit, model))
  },
}
