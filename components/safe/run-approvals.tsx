'use client'

import { useNames } from '@/components/model/use-names'
import { Owners } from '@/components/safe/owners'
import type { ConsoleModel } from '@/lib/console/model'
import type { Run } from '@/lib/react/run'
import { approvalsOf, countWords, stillToSign } from './approvals'

interface RunApprovalsProps {
  readonly run: Run
  readonly model: ConsoleModel
}

/** Who else approved what this run approved, by the chain, and who still has to. */
export function RunApprovals({ run, model }: RunApprovalsProps) {
  const { titleOf } = useNames()
  return approvalsOf(run, model).map((approvals) => {
    const { safe, hash, collected } = approvals
    return (
      <section key={hash} aria-label={`Approvals of ${safe.name}`} data-approved={hash} className="space-y-1">
        <p className="font-medium text-sm">{countWords(approvals)}</p>
        <p data-still-to-sign className="text-sm">
          {stillToSign(approvals, titleOf)}
        </p>
        <Owners safe={safe} collected={collected} account={run.from} />
      </section>
    )
  })
}
