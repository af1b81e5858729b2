import { stringToHex } from 'viem'
import { autoLineAbi } from '@/lib/abi'
import type { RequestKind } from '../request'
import { text } from '../stored'

/** Asks AutoLine to move the debt ceiling of an ilk to where its debt puts it. */
export interface ExecRequest {
  readonly kind: 'exec'
  /** Name of the ilk, such as `ALLOCATOR-SPARK-A`. */
  readonly ilk: string
}

export const execKind: RequestKind<ExecRequest, false> = {
  kind: 'exec',
  verb: 'move the debt ceiling',
  by: ['anyone'],
  at: '/primes',
  form: false,
  fields: { ilk: text },
  abi: autoLineAbi,
  expected: ({ ilk }, { mcd: { addresses } }) =>
    addresses.autoLine === null
      ? []
      : [
          {
            targets: [addresses.autoLine],
            signature: 'exec(bytes32)',
            arguments: [stringToHex(ilk, { size: 32 })],
          },
        ],
}
