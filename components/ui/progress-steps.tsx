import { CircleCheck, CircleDashed, LoaderCircle, type LucideIcon, OctagonX } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'

export type StepState = 'done' | 'active' | 'failed' | 'waiting'

export interface ProgressStep {
  readonly id: string
  readonly label: string
  readonly state: StepState
  /** What it waits for, what it found, why it failed. */
  readonly detail?: ReactNode
}

const LOOK: Readonly<Record<StepState, { icon: LucideIcon; word: string; icons: string; words: string }>> = {
  done: { icon: CircleCheck, word: 'Done', icons: 'text-ink', words: 'text-muted' },
  active: { icon: LoaderCircle, word: 'In progress', icons: 'animate-turn text-ink', words: 'text-ink' },
  failed: { icon: OctagonX, word: 'Failed', icons: 'text-wrong', words: 'text-wrong' },
  waiting: { icon: CircleDashed, word: 'Waiting', icons: 'text-faint', words: 'text-faint' },
}

/** The steps of long work, each with its state in a word. */
export function ProgressSteps({
  label,
  steps,
}: {
  readonly label: string
  readonly steps: readonly ProgressStep[]
}) {
  return (
    <ol aria-label={label} className="space-y-3">
      {steps.map(({ id, label: name, state, detail }) => {
        const { icon: Icon, word, icons, words } = LOOK[state]
        return (
          <li
            key={id}
            data-step={state}
            aria-current={state === 'active' ? 'step' : undefined}
            className="flex gap-2.5"
          >
            <Icon aria-hidden className={cn('mt-0.5 size-[1.125rem] shrink-0', icons)} />
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                <span className={cn(state === 'waiting' ? 'text-muted' : 'font-medium')}>{name}</span>
                <span className={cn('text-sm', words)}>{word}</span>
              </div>
              {detail !== undefined && <div className="text-muted text-sm">{detail}</div>}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
