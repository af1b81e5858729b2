'use client'

import { Section } from '@/components/ui/section'
import type { ConsoleModel } from '@/lib/console/model'
import { eachPrime } from '@/lib/console/shared'
import { StarSpell } from './star-spell'

/** What governance plotted for each Prime. Renders nothing where no Prime has a StarGuard. */
export function StarSpells({ generators }: Pick<ConsoleModel, 'generators'>) {
  const guarded = eachPrime(generators).flatMap(({ id, name, starGuard }) =>
    starGuard ? [{ id, name, guard: starGuard }] : [],
  )
  if (guarded.length === 0) return null
  return (
    <Section
      id="star-spells"
      title="Spells of the Primes"
      note="What governance plotted in the StarGuard of each Prime; anyone executes it until its deadline."
    >
      <ul className="space-y-2">
        {guarded.map(({ id, name, guard }) => (
          <li key={id}>
            <StarSpell name={name} guard={guard} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
