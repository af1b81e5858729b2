'use client'

import { useQueryText } from '@/components/model/use-query-text'
import { When as Moment } from '@/components/model/when'
import { Field } from '@/components/ui/field'
import { LiveRegion } from '@/components/ui/live-region'
import { Value } from '@/components/ui/value'
import { askFunnel, type Funnel } from '@/lib/console/derive/funnel'
import { fromClock, parseAmount } from '@/lib/format'
import { type Wad, wad } from '@/lib/math'
import { type When, whenCanTake } from '@/lib/vaults'
import { obstacleWords, stepTime, stepWords, usds } from '@/lib/words/funnel'

interface WhenCanDrawProps {
  readonly prime: string
  readonly funnel: Funnel
  /** Which part of the answer is not known, in a sentence. */
  readonly unread: string | null
  /** Time of the chain [unix s]. */
  readonly now: bigint
}

/** "When can I draw X?": the moment, the steps that it presumes, or never and why. */
export function WhenCanDraw({ prime, funnel, unread, now }: WhenCanDrawProps) {
  const [text, setText, origin] = useQueryText('amount')
  const parsed = text.trim() === '' ? null : parseAmount(text, 18)
  const amount = parsed?.ok ? wad(parsed.value) : null
  const isAsked = amount !== null && amount > 0n
  // Before anything is asked, whether anything can be answered.
  const answer = askFunnel(funnel, (inputs) => whenCanTake(inputs, isAsked ? amount : wad(1n), now))
  const when = isAsked && answer.ok ? answer.value : null

  return (
    <section
      aria-labelledby="when-heading"
      id="when"
      className="grid gap-x-6 gap-y-1 rounded-lg bg-surface p-4 ring-1 ring-line md:grid-cols-[17rem_minmax(0,1fr)]"
    >
      <h2 id="when-heading" className="sr-only">
        When can {prime} draw an amount?
      </h2>
      <Field
        label={`When can ${prime} draw`}
        kind="amount"
        unit="USDS"
        placeholder="60,000,000"
        value={text}
        onValueChange={setText}
        error={parsed === null || parsed.ok ? undefined : parsed.message}
        hint={origin === 'link' ? 'Filled in from a link.' : undefined}
      />
      <div className="min-h-11 min-w-0 md:min-h-[5.5rem] md:pt-[1.625rem]" data-answer="when">
        {!answer.ok ? (
          <p>
            <Value text={null} reason={answer.reason.message} /> Unknown. {unread}
          </p>
        ) : when === null || amount === null ? (
          <p className="text-muted md:pt-2">
            {amount === 0n ? 'Nothing is always possible.' : 'Enter an amount that is to be drawn in one go.'}
          </p>
        ) : (
          <Found when={when} amount={amount} prime={prime} now={now} />
        )}
        <LiveRegion>{when === null || amount === null ? '' : heard(when, amount, now)}</LiveRegion>
      </div>
    </section>
  )
}

/** The answer without its countdown, so that it is not read anew at every second. */
function heard(when: When, amount: Wad, now: bigint): string {
  if (when.at === undefined) return `${usds(amount)}: never by waiting. ${obstacleWords(when.never)}`
  return `${usds(amount)}: ${fromClock(when.at, now)}.`
}

interface FoundProps {
  readonly when: When
  readonly amount: Wad
  readonly prime: string
  readonly now: bigint
}

function Found({ when, amount, prime, now }: FoundProps) {
  if (when.at === undefined) {
    return (
      <>
        <p className="font-semibold text-md">Never by waiting</p>
        <p>{obstacleWords(when.never)}</p>
      </>
    )
  }
  const { at, steps } = when
  return (
    <>
      <p className="font-semibold text-md">
        {at <= now ? 'Now' : <Moment at={at} now={now} />}
        <span className="font-normal text-muted">, {usds(amount)} in one go</span>
      </p>
      {steps.length === 0 ? (
        <p className="text-muted">
          {at <= now ? 'Nobody has to do anything first.' : 'By waiting alone, if nobody draws until then.'}
        </p>
      ) : (
        <>
          <p className="text-muted">It presumes, in this order, that nobody else uses what is shared and</p>
          <ol className="list-decimal pl-5">
            {steps.map((step) => (
              <li key={`${step.kind} ${step.by}`}>
                {stepWords(step, prime)}, {stepTime(step, now)}
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  )
}
