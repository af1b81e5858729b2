'use client'

import { RateChart } from '@/components/charts/rate-chart'
import { LeafText } from '@/components/model/leaf-text'
import { DefinitionList } from '@/components/ui/definition-list'
import { Section } from '@/components/ui/section'
import type { SrUsdsModel } from '@/lib/console/model/srusds'
import { formatCompact, formatExact } from '@/lib/format'
import { rateWords } from '@/lib/words/srusds'
import { ratePoints } from './rows'

interface RateSectionProps {
  readonly srUsds: SrUsdsModel
  /** Time of the model [unix s]. */
  readonly now: bigint
  readonly suffix: string
}

/** What srUSDS is worth, and how that moved. */
export function RateSection({ srUsds, now, suffix }: RateSectionProps) {
  const { rate, supply, liabilities, held, rateMoves, settlements } = srUsds
  // What is missing of the record would be drawn as a flat line.
  const points = rateMoves.ok && rate.ok ? ratePoints(settlements, rate.value, now) : []
  return (
    <Section id={`rate${suffix}`} title="Rate" note="It moves at settlements only, by yield or a haircut.">
      <DefinitionList
        layout="tiles"
        items={[
          {
            term: 'Rate',
            value: (
              <LeafText leaf={rate} text={(value) => formatExact(value, 18)} unit="sUSDS for 1 srUSDS" />
            ),
            note: 'sUSDS for 1 srUSDS',
          },
          { term: 'Supply', value: <Amount leaf={supply} unit="srUSDS" /> },
          { term: 'Worth', value: <Amount leaf={liabilities} unit="sUSDS" /> },
          { term: 'In the HoldingSystem', value: <Amount leaf={held} unit="sUSDS" /> },
        ]}
      />
      <p className="mt-4 text-muted text-sm">
        <LeafText leaf={rateMoves} text={rateWords} />
      </p>
      {points.length > 1 && (
        <div className="mt-4">
          <RateChart label="Rate after each settlement" unit="sUSDS for 1 srUSDS" points={points} />
        </div>
      )}
    </Section>
  )
}

function Amount({ leaf, unit }: { readonly leaf: SrUsdsModel['supply']; readonly unit: string }) {
  return (
    <LeafText
      leaf={leaf}
      text={(value) => `${formatCompact(value, 18)} ${unit}`}
      exact={(value) => formatExact(value, 18)}
      unit={unit}
    />
  )
}
