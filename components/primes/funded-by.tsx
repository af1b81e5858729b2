import Link from 'next/link'
import { primeHref } from '@/components/model/places'
import { UsdsAmount } from '@/components/model/usds-amount'
import { cn } from '@/components/ui/cn'
import type { ConsoleModel } from '@/lib/console/model'
import { fundedPrimes } from '@/lib/console/shared'
import { map } from '@/lib/leaf'
import type { PrimeView } from './evidence-of'

interface FundedByProps {
  readonly view: PrimeView
  readonly model: ConsoleModel
}

/** The Generators that fund a Prime, each with a vault of its own. Renders nothing where there is only one. */
export function FundedBy({ view: { prime, generator }, model }: FundedByProps) {
  const at = fundedPrimes(model.generators).find(({ id }) => id === prime.id)?.at ?? []
  if (at.length < 2) return null
  return (
    <nav aria-label={`Generators that fund ${prime.name}`}>
      <p className="text-muted text-sm">
        {at.length} Generators fund {prime.name}, each through a vault of its own. What follows is for one of
        them; its controllers and its StarGuard are the same for all.
      </p>
      <ul className="mt-1.5 flex flex-wrap gap-x-6 gap-y-1">
        {at.map((one) => {
          const isShown = one.generator.id === generator.id
          return (
            <li key={one.generator.id}>
              <Link
                href={primeHref(prime.id, one.generator.id)}
                aria-current={isShown ? 'true' : undefined}
                className={cn('touch', isShown ? 'font-semibold text-ink' : 'link')}
              >
                {one.generator.name}
              </Link>
              <span className="text-muted text-sm">
                : <UsdsAmount leaf={map(one.prime.canTake, ({ amount }) => amount)} in="wad" withUnit /> to
                draw now
              </span>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
