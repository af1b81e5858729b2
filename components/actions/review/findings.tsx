'use client'

import type { ReactNode } from 'react'
import { EvidenceText } from '@/components/model/evidence-text'
import { cn } from '@/components/ui/cn'
import { Disclosure } from '@/components/ui/disclosure'
import { STATE_LOOK, type State } from '@/components/ui/state'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import type { Requirement } from '@/lib/actions'
import { titleOf } from '@/lib/console/model/check'
import { plural } from '@/lib/format'
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
      <Lines
        lines={findings}
        lineOf={({ id, state, title, detail }) => (
          <Line key={id} id={id} state={state} spoken={SPOKEN[state]} title={title}>
            {detail}
          </Line>
        )}
        passed={(count) => `${plural(count, 'check')} passed`}
      />
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
      <Lines
        lines={requirements.map((requirement) => ({ requirement, state: stateOf(requirement) }))}
        lineOf={({ requirement: { id, says, holds }, state }) => {
          const title = titleOf({ holds, says })
          if (!holds.ok) {
            return (
              <Line key={id} id={id} state={state} word="Could not check" title={title}>
                {holds.reason.message}
              </Line>
            )
          }
          // The sentence of a failed requirement says what is wrong: a denying word before it would reverse it.
          const told = holds.value ? { word: 'Holds' } : { spoken: FAILS[state] }
          return <Line key={id} id={id} state={state} {...told} title={title} />
        }}
        passed={(count) => (count === 1 ? 'It holds' : `${count} conditions hold`)}
      />
    </section>
  )
}

function stateOf({ holds, already, weight }: Requirement): State {
  if (!holds.ok) return 'unknown'
  if (holds.value) return 'ok'
  if (already) return 'idle'
  return weight === 'blocks' ? 'wrong' : 'unknown'
}

/** Lines that passed stand behind one press where there are more than these, so that a review stays one screen. */
const PASSED = 3

interface LinesProps<Told extends { readonly state: State }> {
  readonly lines: readonly Told[]
  readonly lineOf: (told: Told) => ReactNode
  /** How many passed, in words. */
  readonly passed: (count: number) => string
}

/** What did not pass first, then what did. */
function Lines<Told extends { readonly state: State }>({ lines, lineOf, passed }: LinesProps<Told>) {
  const good = lines.filter(({ state }) => state === 'ok')
  const folded = good.length > PASSED
  const open = folded ? lines.filter(({ state }) => state !== 'ok') : lines
  const { icon: Icon, text } = STATE_LOOK.ok
  return (
    <>
      {open.length > 0 && <ul className="space-y-2">{open.map(lineOf)}</ul>}
      {folded && (
        <Disclosure
          className={open.length > 0 ? 'mt-2' : undefined}
          summary={
            <>
              <Icon aria-hidden className={cn('size-3.5 shrink-0', text)} strokeWidth={2.25} />
              {passed(good.length)}
            </>
          }
        >
          <ul className="space-y-2">{good.map(lineOf)}</ul>
        </Disclosure>
      )}
    </>
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
