import { stringToHex } from 'viem'
import { autoLineAbi } from '@/lib/abi'
import type { RequestKind } from '../request'
import { text } from '../stored'

/** AutoLine lets the ceiling of an ilk follow its debt. */
export interface ExecRequest {
  readonly kind: 'exec'
  /** Its name: `ALLOCATOR-SPARK-A`. */
  readonly ilk: string
}

export const execKind: RequestKind<ExecRequest, false> = {
  kind: 'exec',
  verb: 'move the debt ceiling',
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
