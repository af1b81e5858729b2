import { adminFacetAbi, administeredAgentAbi } from '@/lib/abi'
import { fundsNamed, stepsBy, stepsOf } from '@/lib/console/funds'
import { type RequestKind, type Routed, routedFields } from '../request'
import { optional, text } from '../stored'

/** Everybody who can move funds, over all controllers, as far as one account may remove them. */
export interface FreezeFundsRequest extends Routed {
  readonly kind: 'freeze-funds'
  /** Slug of the Prime whose funds they are; left out for those of every Generator and Prime. */
  readonly prime?: string
}

export const freezeFundsKind: RequestKind<FreezeFundsRequest, false> = {
  kind: 'freeze-funds',
  verb: 'freeze the funds',
  by: ['freezer'],
  at: '/emergency',
  form: false,
  fields: { prime: optional(text), ...routedFields },
  abi: [...adminFacetAbi, ...administeredAgentAbi],
  // Whoever signs for himself makes the calls that he may; a Safe has to make each that it may.
  expected: ({ prime, through }, model) => {
    const funds = fundsNamed(model, prime)
    const steps = through === undefined ? stepsOf(funds) : stepsBy(funds, through)
    return steps.map(({ contract, call, account }) => ({
      targets: [contract],
      signature: `${call}(address)`,
      arguments: [account],
    }))
  },
}
