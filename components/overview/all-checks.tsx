'use client'

import { useState } from 'react'
import { ChecksTable } from '@/components/model/checks-table'
import { Disclosure } from '@/components/ui/disclosure'
import type { Check } from '@/lib/console/model/check'
import { plural } from '@/lib/format'

interface AllChecksProps {
  readonly checks: readonly Check[]
  /** How many of them passed. */
  readonly passed: number
  readonly block: bigint
}

/** Every check, once somebody looks: hundreds of rows would be drawn anew in every block for nobody. */
export function AllChecks({ checks, passed, block }: AllChecksProps) {
  const [shown, setShown] = useState(false)
  return (
    <Disclosure
      summary={`${passed} of ${plural(checks.length, 'check')} passed`}
      onOpenChange={setShown}
      className="mt-3"
    >
      {shown && (
        <ChecksTable id="checks" caption="Checks" checks={checks} fileName={`checks-at-block-${block}`} />
      )}
    </Disclosure>
  )
}
