'use client'

import { EvidenceText } from '@/components/model/evidence-text'
import { cn } from '@/components/ui/cn'
import { STATE_LOOK, type State } from '@/components/ui/state'
import { type SafeTrait, safeTraits } from '@/lib/console/derive/safe-control'
import type { SafeFacts } from '@/lib/console/facts/safes'

interface SafeTraitsProps {
  readonly safe: SafeFacts
  /** Whether only traits are shown that are not as they should be. */
  readonly faultsOnly?: boolean
}

/** Who decides for a Safe besides its owners, each with what was found. Renders nothing where no trait is to be shown. */
export function SafeTraits({ safe, faultsOnly = false }: SafeTraitsProps) {
  const traits = safeTraits(safe).filter((trait) => !faultsOnly || stateOf(trait) !== 'ok')
  if (traits.length === 0) return null
  return (
    <ul aria-label={`Who decides for ${safe.name}`} className="space-y-1 text-sm">
      {traits.map((trait) => (
        <li key={trait.id} data-safe-trait={trait.id} data-state={stateOf(trait)}>
          <Words trait={trait} />
          {stateOf(trait) !== 'ok' && (
            <p className="break-words text-muted">
              <EvidenceText text={trait.remedy} />
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

function Words({ trait }: { readonly trait: SafeTrait }) {
  const state = stateOf(trait)
  const { icon: Icon, text } = STATE_LOOK[state]
  return (
    <p className={cn('flex gap-1.5', state !== 'ok' && ['font-medium', text])}>
      <Icon aria-hidden className={cn('mt-1 size-3.5 shrink-0', text)} strokeWidth={2.25} />
      <span className="min-w-0 break-words">
        <EvidenceText text={wordOf(trait)} />
      </span>
    </p>
  )
}

function stateOf({ holds, level }: SafeTrait): State {
  if (!holds.ok) return 'unknown'
  if (holds.value) return 'ok'
  return level === 'critical' ? 'wrong' : 'unknown'
}

function wordOf({ says, found }: SafeTrait): string {
  return found.ok ? found.value : `Could not check: ${says.holds}. ${found.reason.message}`
}
