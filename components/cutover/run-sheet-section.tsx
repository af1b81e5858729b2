'use client'

import { Printer } from 'lucide-react'
import Link from 'next/link'
import { useMemo } from 'react'
import { PhaseBadge } from '@/components/migration/migration-cells'
import { EvidenceText } from '@/components/model/evidence-text'
import { LeafText } from '@/components/model/leaf-text'
import { fundedHref } from '@/components/model/places'
import { UsdsAmount } from '@/components/model/usds-amount'
import { When } from '@/components/model/when'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import type { State } from '@/components/ui/state'
import { StateBadge } from '@/components/ui/state-badge'
import { Value } from '@/components/ui/value'
import { type RunLine, type RunStep, runSheet, type Turn } from '@/lib/console/cutover/run-sheet'
import type { ConsoleModel } from '@/lib/console/model'
import { plural } from '@/lib/format'
import { printPage } from '@/lib/react/page/browser'
import { tellGate } from '@/lib/words/gates'
import {
  barredWords,
  contradictionRemedy,
  contradictionWords,
  isForecast,
  paceWords,
  RUN_BY_WORDS,
  RUN_STEP_WORDS,
  runSheetSentence,
} from '@/lib/words/run-sheet'
import { StepAction } from './step-action'

/** The cutover of every Prime in the order of the schedule: who acts, what must hold, from when, and how long it takes. */
export function RunSheetSection({ model }: { readonly model: ConsoleModel }) {
  const lines = useMemo(() => runSheet(model), [model])
  return (
    <Section
      id="run-sheet"
      title={runSheetSentence(lines)}
      note="In the order of the epochs. Times presume that a plan is plotted now where none is pending, and that limits stay as they are."
      actions={
        <Button size="sm" icon={Printer} onClick={printPage} className="print:hidden">
          Print the run sheet
        </Button>
      }
      bare
    >
      <div className="space-y-4">
        {lines.map((line) => (
          <Line key={`${line.generator.id} ${line.prime.id}`} line={line} model={model} />
        ))}
      </div>
    </Section>
  )
}

interface LineProps {
  readonly line: RunLine
  readonly model: ConsoleModel
}

function Line({ line, model }: LineProps) {
  const { prime, generator, migration, left, pace, contradictions, steps } = line
  const heading = `run-${generator.id}-${prime.id}`
  const done = steps.filter(({ turn }) => turn.ok && turn.value === 'done')
  const open = steps.filter(({ turn }) => !(turn.ok && turn.value === 'done'))
  return (
    <section
      aria-labelledby={heading}
      data-run={prime.id}
      className="min-w-0 break-inside-avoid rounded-lg bg-surface p-4 ring-1 ring-line"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h3 id={heading} className="font-semibold">
          <Link
            href={`${fundedHref(model, generator.id, prime)}#migration`}
            prefetch={false}
            className="link"
          >
            {prime.name}
            {model.generators.length > 1 && ` at ${generator.name}`}
          </Link>
        </h3>
        <PhaseBadge leaf={migration.phaseName} />
        <span className="text-muted text-sm">
          <UsdsAmount in="wad" leaf={left} withUnit /> left to move;{' '}
          <LeafText leaf={pace} text={(known) => paceWords(known, model.time)} />
        </span>
      </div>
      {!contradictions.ok && (
        <p className="mt-1 text-sm text-unknown">
          Whether its schedule contradicts itself could not be checked: {contradictions.reason.message}
        </p>
      )}
      {contradictions.ok &&
        contradictions.value.map((one) => (
          <Notice
            key={one}
            tone={isForecast(one) ? 'amber' : 'red'}
            title={contradictionWords(prime.name, one)}
            todo={contradictionRemedy(one)}
            className="mt-2"
          />
        ))}
      {open.length > 0 && (
        <ol className="mt-2 divide-y divide-line">
          {open.map((step) => (
            <Step key={step.id} step={step} line={line} model={model} />
          ))}
        </ol>
      )}
      {done.length > 0 && (
        <Disclosure
          summary={<span className="text-sm">{plural(done.length, 'step')} made</span>}
          className="mt-2"
        >
          <ol className="divide-y divide-line">
            {done.map((step) => (
              <Step key={step.id} step={step} line={line} model={model} />
            ))}
          </ol>
        </Disclosure>
      )}
    </section>
  )
}

const TURN: Readonly<Record<Turn, { readonly state: State; readonly word: string }>> = {
  done: { state: 'ok', word: 'Made' },
  now: { state: 'unknown', word: 'Next' },
  later: { state: 'idle', word: 'Later' },
}

function Step({ step, line, model }: LineProps & { readonly step: RunStep }) {
  const { turn, id, by, from, doneAt, shut, barred } = step
  const badge = turn.ok ? TURN[turn.value] : { state: 'unknown' as const, word: 'Not known' }
  const isDone = turn.ok && turn.value === 'done'
  return (
    <li data-step={id} className="break-inside-avoid py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StateBadge {...badge} plain />
        <span className="font-medium">{RUN_STEP_WORDS[id]}</span>
        <span className="text-muted text-sm">{RUN_BY_WORDS[by]}</span>
        <span className="text-muted text-sm">
          {isDone ? (
            doneAt.ok && doneAt.value > 0n && <When at={doneAt.value} now={model.time} />
          ) : from.ok ? (
            from.value <= model.time ? (
              'now'
            ) : (
              <>
                no sooner than <When at={from.value} now={model.time} />
              </>
            )
          ) : (
            <>
              from <Value text={null} reason={from.reason.message} />
            </>
          )}
        </span>
        <span className="print:hidden">
          <StepAction line={line} step={step} model={model} />
        </span>
      </div>
      {barred !== null && (
        <p className="text-sm">
          {barred.ok ? (
            <LeafText leaf={barred} text={barredWords} />
          ) : (
            `Whether anything goes through is not known: ${barred.reason.message}`
          )}
        </p>
      )}
      {!isDone && shut.length > 0 && (
        <Disclosure
          summary={<span className="text-sm">{plural(shut.length, 'gate')} in its way</span>}
          className="mt-1"
        >
          <ul className="space-y-1 text-sm">
            {shut.map((gate) => {
              const { title, found, remedy } = tellGate(gate, model.time)
              return (
                <li key={gate.id}>
                  {title}.{' '}
                  <span className="text-muted">
                    {found.ok && <EvidenceText text={found.value} figures />} {remedy}
                  </span>
                </li>
              )
            })}
          </ul>
        </Disclosure>
      )}
    </li>
  )
}
