'use client'

import { useMemo } from 'react'
import { decimalsOf, unitOf } from '@/components/actions/forms/limit-input'
import { Disclosure } from '@/components/ui/disclosure'
import { Value } from '@/components/ui/value'
import type { LimitModel } from '@/lib/console/model'
import { formatDuration } from '@/lib/format'
import { MOST_STEPS, perDay, reachableBy, type SorlInputs } from '@/lib/limits'
import { seconds } from '@/lib/math'
import { amountText } from './amount-text'

const DAY = 86_400n
const DAYS = [1n, 7n, 14n, 30n] as const

interface ReachProps {
  readonly limit: LimitModel
  readonly inputs: SorlInputs
  /** Time of the chain [unix s]. */
  readonly now: bigint
}

/** What whoever takes over a cBEAM can bring this limit to while nobody stops it. */
export function Reach({ limit, inputs, now }: ReachProps) {
  const decimals = decimalsOf(limit.unit)
  const unit = unitOf(limit.unit)
  const rows = useMemo(
    () =>
      DAYS.map((days) => ({ days, reached: reachableBy(inputs, seconds(now), seconds(now + days * DAY)) })),
    [inputs, now],
  )
  return (
    <Disclosure summary="If a cBEAM is taken over">
      <p className="text-muted">
        The highest this limit can be set to by then, with a step in every hop and no stop, unpairing or
        freeze. Nothing but time bounds it.
      </p>
      <table className="mt-2 w-full max-w-xl text-sm">
        <caption className="sr-only">What a cBEAM can bring the limit to</caption>
        <thead className="text-muted">
          <tr>
            <th scope="col" className="py-1 text-left font-medium">
              Within
            </th>
            <th scope="col" className="py-1 pl-4 text-right font-medium">
              Maximum <span className="font-normal text-faint text-xs">{unit}</span>
            </th>
            <th scope="col" className="py-1 pl-4 text-right font-medium">
              Per day <span className="font-normal text-faint text-xs">{unit}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ days, reached }) => (
            <tr key={`${days}`}>
              <th scope="row" className="border-line border-t py-1 text-left font-normal">
                {formatDuration(days * DAY)}
              </th>
              {[reached?.maxAmount, reached && perDay(reached)].map((value, index) => (
                <td
                  key={index === 0 ? 'maximum' : 'refill'}
                  className="border-line border-t py-1 pl-4 text-right"
                >
                  {value === undefined || value === null ? (
                    <Value text={null} reason={`It takes more than ${MOST_STEPS} steps.`} />
                  ) : (
                    <Value {...amountText(value, decimals)} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Disclosure>
  )
}
