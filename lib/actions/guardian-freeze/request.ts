import type { Address } from 'viem'
import { guardianCouncilAbi } from '@/lib/abi'
import type { RequestKind } from '../request'
import { address } from '../stored'

export interface GuardianFreezeRequest {
  readonly kind: 'guardian-freeze'
  readonly beam: Address
}

export const guardianFreezeKind: RequestKind<GuardianFreezeRequest, false> = {
  kind: 'guardian-freeze',
  verb: 'freeze BEAM',
  form: false,
  fields: { beam: address },
  abi: guardianCouncilAbi,
  expected: ({ beam }, { configurator: { guardians } }) =>
    guardians ? [{ targets: [guardians.council], signature: 'freeze(address)', arguments: [beam] }] : [],
}
