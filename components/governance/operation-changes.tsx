'use client'

import { EvidenceText } from '@/components/model/evidence-text'
import { Change } from '@/components/ui/change'
import { Value } from '@/components/ui/value'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import type { TimelockCall } from '@/lib/timelock'
import { changesOf } from './changes'

interface OperationChangesProps {
  readonly calls: readonly TimelockCall[]
  /** Whether they hash to the id of the operation. */
  readonly proven: boolean
  readonly unit: ConfiguratorUnit
  readonly model: ConsoleModel
}

const inFull = (address: `0x${string}`) => address

/** Today's value beside the one that an operation sets. Renders nothing where it changes no value that is shown here. */
export function OperationChanges({ calls, proven, unit, model }: OperationChangesProps) {
  if (!proven) return null
  const told = changesOf(calls, unit, model, inFull)
  if (!told.ok) {
    return (
      <p className="mt-1 text-sm text-unknown">
        <EvidenceText text={`Today's values are not shown beside it: ${told.because}.`} />
      </p>
    )
  }
  if (told.changes.length === 0) return null
  return (
    <ul aria-label="What it changes" className="mt-1 space-y-0.5 text-sm">
      {told.changes.map(({ key, label, before, reason, after, difference, same }) => (
        <li key={key} data-change="">
          <span className="text-muted">
            <EvidenceText text={label} />:
          </span>{' '}
          {same ? (
            <>
              <EvidenceText text={after} />, as it is now
            </>
          ) : (
            <Change
              before={
                before === null ? <Value text={null} reason={reason ?? ''} /> : <EvidenceText text={before} />
              }
              after={<EvidenceText text={after} />}
              difference={difference ?? undefined}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
