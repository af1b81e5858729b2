import { StarSpell } from '@/components/governance/star-spell'
import { LeafAddress } from '@/components/model/leaf-address'
import { LeafText } from '@/components/model/leaf-text'
import { ShownName } from '@/components/model/shown-name'
import { DefinitionList } from '@/components/ui/definition-list'
import { Section } from '@/components/ui/section'
import type { PrimeModel } from '@/lib/console/model/primes'
import type { StarGuardModel } from '@/lib/console/model/star-guard'
import { formatDuration, formatDurationExact, formatUtc } from '@/lib/format'
import { deadlineWords } from '@/lib/words/star-guard'

interface SpellSectionProps {
  readonly prime: Pick<PrimeModel, 'name' | 'starGuard'>
  /** Time of the chain [unix s]. */
  readonly now: bigint
}

/** The spell that governance plotted for a Prime, and what runs it. Renders nothing without a StarGuard. */
export function SpellSection({ prime: { name, starGuard }, now }: SpellSectionProps) {
  if (starGuard === null) return null
  return (
    <Section
      id="spell"
      title="Spell"
      note="What governance plotted in the StarGuard; anyone executes it until its deadline, if its code is still the same."
    >
      <div className="space-y-3">
        <StarSpell name={name} guard={starGuard} />
        <DefinitionList
          items={[
            ...pendingItems(starGuard, now),
            { term: 'StarGuard', value: <ShownName address={starGuard.address} /> },
            {
              term: 'SubProxy',
              value: <LeafAddress leaf={starGuard.subProxy} />,
              note: (
                <LeafText
                  leaf={starGuard.mayRun}
                  text={(may) =>
                    may ? 'It takes code from the StarGuard' : 'It takes no code from the StarGuard'
                  }
                />
              ),
            },
            {
              term: 'Time to execute',
              value: <LeafText leaf={starGuard.maxDelay} text={formatDuration} full={formatDurationExact} />,
              note: 'From the plot of a spell on; a change does not move the deadline of one that is pending',
            },
          ]}
        />
      </div>
    </Section>
  )
}

function pendingItems({ pending, spell }: StarGuardModel, now: bigint) {
  if (spell === null) return []
  return [
    { term: 'Pending spell', value: <LeafAddress leaf={pending} /> },
    {
      term: 'Deadline',
      value: <LeafText leaf={spell.deadline} text={(at) => deadlineWords(at, now)} full={formatUtc} />,
    },
    {
      term: 'Code plotted',
      value: <LeafText leaf={spell.tag} text={String} className="break-all font-mono text-sm" />,
      note: (
        <LeafText
          leaf={spell.intact}
          text={(is) => (is ? 'Its code is still that' : 'Its code changed since it was plotted')}
        />
      ),
    },
    {
      term: 'Its own word',
      value: <LeafText leaf={spell.agrees} text={(yes) => (yes ? 'It may run' : 'It may not run yet')} />,
      note: 'Asked at this block, as StarGuard asks it',
    },
  ]
}
