import { stringToHex } from 'viem'
import { lineMomAbi } from '@/lib/abi'
import { type RequestKind, type Routed, routedFields } from '../request'
import { text } from '../stored'

/** Asks LineMom to set the ceiling of an ilk to 0 and to take it out of AutoLine. */
export interface WipeCeilingRequest extends Routed {
  readonly kind: 'wipe-ceiling'
  /** Name of the ilk, such as `ALLOCATOR-SPARK-A`. */
  readonly ilk: string
}

export const wipeCeilingKind: RequestKind<WipeCeilingRequest, false> = {
  kind: 'wipe-ceiling',
  verb: 'wipe the ceiling',
  by: ['lineMom'],
  at: '/governance',
  form: false,
  fields: { ilk: text, ...routedFields },
  abi: lineMomAbi,
  expected: ({ ilk }, { mcd: { lineMom } }) =>
    lineMom === null
      ? []
      : [
          {
            targets: [lineMom.address],
            signature: 'wipe(bytes32)',
            arguments: [stringToHex(ilk, { size: 32 })],
          },
        ],
}
