'use client'

import Link from 'next/link'
import { UsdsAmount } from '@/components/model/usds-amount'
import { Section } from '@/components/ui/section'
import type { UnfundedModel } from '@/lib/console/model/primes'
import { plural } from '@/lib/format'

/** Primes of the deployment file that no Generator funds yet, with what they owe. */
export function UnfundedPrimes({ primes }: { readonly primes: readonly UnfundedModel[] }) {
  return (
    <Section
      id="unfunded"
      title="Not funded by a Generator yet"
      note="Their legacy debt is in no total of a Generator."
    >
      <ul className="divide-y divide-line">
        {primes.map(({ id, name, legacyDebt, controllers }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-2">
            <Link href={`/primes/${id}`} prefetch={false} className="link">
              {name}
            </Link>
            <span className="text-muted">{plural(controllers.length, 'controller')}</span>
            <span>
              <UsdsAmount leaf={legacyDebt} in="rad" withUnit /> legacy debt
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
