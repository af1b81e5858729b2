import { stringToHex } from 'viem'
import { jugAbi } from '@/lib/abi'
import type { RequestKind } from '../request'
import { text } from '../stored'

/** Asks the Jug to book the fees that have accrued on an ilk. */
export interface DripRequest {
  readonly kind: 'drip'
  /** Name of the ilk, such as `ALLOCATOR-SPARK-A`. */
  readonly ilk: string
}

export const dripKind: RequestKind<DripRequest, false> = {
  kind: 'drip',
  verb: 'book the fees',
  by: ['anyone'],
  at: '/primes',
  form: false,
  fields: { ilk: text },
  abi: jugAbi,
  expected: ({ ilk }, { mcd: { addresses } }) => [
    {
      targets: [addresses.jug],
      signature: 'drip(bytes32)',
      arguments: [stringToHex(ilk, { size: 32 })],
    },
  ],
}
