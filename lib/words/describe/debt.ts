import { type Hex, hexToString } from 'viem'
import type { IlkModel } from '@/lib/console/model/primes'
import type { NextCeiling, NoChange } from '@/lib/debt'
import { formatExact } from '@/lib/format'
import type { Ray } from '@/lib/math'
import { labelled, type WordsOf } from '../leaf-words'
import { duration, moment, plain, quantity, radUsds, rate, told, wadUsds } from '../values'

/** Words for an ilk, with its name in each label: "Ceiling of ALLOCATOR-SPARK-A". */
export const debtWords = (id: string): WordsOf<IlkModel> => labelled(ilkWords, (label) => `${label} of ${id}`)

const normalised = quantity(18, 'USDS before the rate')

/** AutoLine stores the number of the block of its last change, 0 for none. */
const blockNumber = told<bigint>((block) => (block === 0n ? 'never' : `in block ${formatExact(block, 0)}`))

const unchanged: Readonly<Record<NoChange, string>> = {
  'not-in-auto-line': 'it is not in AutoLine',
  'already-this-block': 'AutoLine changed it in this block already',
  'at-target': 'it is where AutoLine wants it',
  waits: 'the next increase waits',
  'vat-not-live': 'the Vat is shut down, so it is no longer raised',
}

const nextCeiling = told<NextCeiling>((next) => {
  if (!next.ok) return `none: exec reverts (${next.reason})`
  const line = radUsds.text(next.line)
  return next.change === 'none' ? `${line}, as it is: ${unchanged[next.why]}` : `${next.change} to ${line}`
})

const ilkWords: WordsOf<IlkModel> = {
  debtNow: ['Debt with undripped fees', radUsds],
  headroom: ['Headroom below the ceiling', wadUsds],
  nextCeiling: ['Next ceiling by AutoLine', nextCeiling],
  Art: ['Normalised debt', normalised],
  art: ["Normalised debt of the AllocatorVault's urn", normalised],
  ink: ["Collateral of the AllocatorVault's urn", quantity(18, 'units')],
  rate: ['Accumulated rate', told<Ray>((value) => `×${formatExact(value, 27)}`)],
  spot: ['Debt allowed per unit of collateral', quantity(27, 'USDS')],
  line: ['Ceiling', radUsds],
  dust: ['Smallest allowed debt of an urn', radUsds],
  duty: ['Stability fee', rate],
  rho: ['Last drip', moment],
  ownIlk: [
    'Ilk that the AllocatorVault names',
    told<Hex>((ilk) => hexToString(ilk, { size: 32 }) || plain.text(ilk)),
  ],
  autoLine: {
    line: ['Highest ceiling by AutoLine', radUsds],
    gap: ['Gap of AutoLine', radUsds],
    ttl: ['Time between two increases by AutoLine', duration],
    last: ['Last change by AutoLine', blockNumber],
    lastInc: ['Last increase by AutoLine', moment],
  },
}
