'use client'

import { EvidenceText } from '@/components/model/evidence-text'
import { Notice } from '@/components/ui/notice'
import { StateBadge } from '@/components/ui/state-badge'
import type { Outcome } from './outcome'

interface RunOutcomeProps {
  readonly outcome: Outcome | null
  /** What is so once it is proven, and what comes next. */
  readonly afterwards?: string | undefined
}

/** Whether what was promised is on chain and nothing else, by the pictures of its block and the one before. */
export function RunOutcome({ outcome, afterwards }: RunOutcomeProps) {
  if (outcome === null) {
    return <p className="text-muted text-sm">Waiting for a picture of that block to check it on chain.</p>
  }
  const { state, title, proof, missing, unexpected, faults, doubts } = outcome
  const lines = (
    <>
      {missing.length > 0 && <Listed title="Stated, and not there" items={missing} />}
      {unexpected.length > 0 && <Listed title="Changed, and nothing stated explains it" items={unexpected} />}
      {faults.map((text) => (
        <Sentence key={text} text={text} />
      ))}
      {doubts.map((text) => (
        <Sentence key={text} text={text} />
      ))}
      {proof !== null && <p className="text-muted text-sm">{proof}</p>}
    </>
  )
  return (
    <div data-outcome={state}>
      {state === 'ok' ? (
        <>
          {afterwards !== undefined && (
            <p className="mb-1 font-semibold">
              <EvidenceText figures text={afterwards} />
            </p>
          )}
          <StateBadge plain state="ok" word={title} />
          {lines}
        </>
      ) : (
        <Notice tone={state === 'wrong' ? 'red' : 'amber'} title={title}>
          {lines}
        </Notice>
      )}
    </div>
  )
}

function Sentence({ text }: { readonly text: string }) {
  return (
    <p>
      <EvidenceText text={text} />
    </p>
  )
}

function Listed({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  return (
    <div>
      <p className="font-medium">{title}</p>
      <ul>
        {items.map((text) => (
          <li key={text}>
            <EvidenceText text={text} />
          </li>
        ))}
      </ul>
    </div>
  )
}
