'use client'

import type { ReactNode } from 'react'
import { EvidenceText } from '@/components/model/evidence-text'
import { cn } from '@/components/ui/cn'
import { STATE_LOOK, type State } from '@/components/ui/state'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import type { Requirement } from '@/lib/actions'
import { titleOf } from '@/lib/console/model/check'
import type { ReviewFinding } from './finding'

/** For screen readers: on the screen the icon says it, and the title in words. */
const SPOKEN: Readonly<Record<State, string>> = {
  ok: 'Passed',
  wrong: 'Wrong',
  unknown: 'Not certain',
  idle: 'Not applicable',
}

/** What was checked before signing, each with its result. */
export function Findings({ findings }: { readonly findings: readonly ReviewFinding[] }) {
  return (
    <section aria-labelledby="review-checks">
      <h3 id="review-checks" className="mb-1.5 font-semibold">
        What was checked
      </h3>
      <ul className="space-y-2">
        {findings.map(({ id, state, title, detail }) => (
          <Line key={id} id={id} state={state} spoken={SPOKEN[state]} title={title}>
            {detail}
          </Line>
        ))}
      </ul>
    </section>
  )
}

interface RequirementsProps {
  readonly requirements: readonly Requirement[]
  /** Block and age of the picture that they are judged by. */
  readonly at: string
}

const FAILS: Readonly<Record<State, string>> = {
  ...SPOKEN,
  unknown: 'To look at',
  idle: 'Already so',
}

/** What has to hold, each with its verdict. */
export function Requirements({ requirements, at }: RequirementsProps) {
  return (
    <section aria-labelledby="review-requirements">
      <h3 id="review-requirements" className="mb-1.5 font-semibold">
        What has to hold <span className="font-normal text-muted">(by {at})</span>
      </h3>
      <ul className="space-y-2">
        {requirements.map(({ id, says, holds, weight, already }) => {
          const text = titleOf({ holds, says })
          if (!holds.ok) {
            return (
              <Line key={id} id={id} state="unknown" word="Could not check" title={text}>
                {holds.reason.message}
              </Line>
            )
          }
          const state = holds.value ? 'ok' : already ? 'idle' : weight === 'blocks' ? 'wrong' : 'unknown'
          return (
            <Line
              key={id}
              id={id}
              state={state}
              // The sentence of a failed requirement says what is wrong: a denying word before it would reverse it.
              {...(holds.value ? { word: 'Holds' } : { spoken: FAILS[state] })}
              title={text}
            />
          )
        })}
      </ul>
    </section>
  )
}

interface LineProps {
  readonly id: string
  readonly state: State
  /** Shown before the title, where the title alone would not say it. */
  readonly word?: string | undefined
  readonly spoken?: string | undefined
  readonly title: string
  readonly children?: ReactNode
}

function Line({ id, state, word, spoken, title, children }: LineProps) {
  const { icon: Icon, text } = STATE_LOOK[state]
  return (
    <li data-finding={id} data-state={state} className="flex gap-2">
      <Icon aria-hidden className={cn('mt-1 size-3.5 shrink-0', text)} strokeWidth={2.25} />
      <div className="min-w-0">
        <p className={cn('break-words', state === 'wrong' && 'font-medium text-wrong')}>
          {spoken !== undefined && <VisuallyHidden>{spoken}: </VisuallyHidden>}
          {word !== undefined && (
            <span className={state === 'ok' ? 'sr-only' : cn('font-medium', text)}>{word}: </span>
          )}
          <EvidenceText text={title} />
        </p>
        {children && (
          <p className="break-words text-muted text-sm">
            {typeof children === 'string' ? <EvidenceText text={children} /> : children}
          </p>
        )}
      </div>
    </li>
  )
}
