import { CircleCheck, CircleDashed, CircleDot, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { VisuallyHidden } from '@/components/ui/visually-hidden'

/** `done`: behind; `now`: where it stands; `ahead`: to come. */
export type PhaseState = 'done' | 'now' | 'ahead'

export interface PhaseStep {
  readonly id: string
  readonly name: string
  readonly state: PhaseState
  /** When it began, or from when it may. */
  readonly when: ReactNode
}

const LOOK: Readonly<Record<PhaseState, { icon: LucideIcon; word: string; look: string; edge: string }>> = {
  done: { icon: CircleCheck, word: 'Done', look: 'text-muted', edge: 'border-edge' },
  now: { icon: CircleDot, word: 'Now', look: 'font-semibold text-ink', edge: 'border-ink' },
  ahead: { icon: CircleDashed, word: 'To come', look: 'text-muted', edge: 'border-line' },
}

/** The phases that a thing goes through, each with its time; side by side, on a phone one below the other. */
export function PhaseSteps({
  label,
  steps,
}: {
  readonly label: string
  readonly steps: readonly PhaseStep[]
}) {
  return (
    <ol aria-label={label} className="grid gap-x-1 md:grid-cols-4">
      {steps.map(({ id, name, state, when }) => {
        const { icon: Icon, word, look, edge } = LOOK[state]
        return (
          <li
            key={id}
            data-phase={id}
            data-phase-state={state}
            aria-current={state === 'now' ? 'step' : undefined}
            className={cn(
              'min-w-0 max-md:border-l-2 max-md:pb-3 max-md:pl-3 md:border-t-2 md:pt-2 md:pr-3',
              edge,
            )}
          >
            <p className={cn('flex items-center gap-1.5', look)}>
              <Icon aria-hidden className="size-4 shrink-0" />
              {name}
              <VisuallyHidden>, {word.toLowerCase()}</VisuallyHidden>
            </p>
            <div className="text-muted text-sm">{when}</div>
          </li>
        )
      })}
    </ol>
  )
}
