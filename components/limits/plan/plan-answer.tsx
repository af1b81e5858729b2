'use client'

import { useMemo } from 'react'
import { OutlookChart } from '@/components/charts/outlook-chart'
import { useNames } from '@/components/model/use-names'
import { LiveRegion } from '@/components/ui/live-region'
import { unitOf } from '@/lib/console/facts/units'
import type { ConsoleModel, GeneratorModel, LimitModel } from '@/lib/console/model'
import { type LimitParams, oneWayParts, type Pace, planTo, type SorlInputs } from '@/lib/limits'
import { limitTitle } from '@/lib/words/limits'
import { planPanels } from './plan-panels'
import { PlanSteps } from './plan-steps'
import { arrivalWords, loweringWords, paceWords, stopWords } from './plan-words'

interface PlanAnswerProps {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly limit: LimitModel
  readonly inputs: SorlInputs
  readonly target: LimitParams
  readonly pace: Pace
  readonly decimals: number
  readonly unit: string
}

/** When the limit is at the target at either pace, with each step of one of them. */
export function PlanAnswer({
  model,
  generator,
  limit,
  inputs,
  target,
  pace,
  decimals,
  unit,
}: PlanAnswerProps) {
  const { titleOf } = useNames()
  const { time } = model
  const title = limitTitle(limit, titleOf)
  const plans = useMemo(
    () => ({ hop: planTo(inputs, target, time, 'hop'), daily: planTo(inputs, target, time, 'daily') }),
    [inputs, target, time],
  )
  const panels = useMemo(
    () => planPanels(plans, inputs.limit, target, time, decimals),
    [plans, inputs.limit, target, time, decimals],
  )
  const { steps, arrival } = plans[pace]
  const answer = arrivalWords(plans[pace], time)
  return (
    <div className="space-y-5" data-answer="plan">
      <div>
        <p className="font-semibold text-md">{answer}.</p>
        <p className="text-muted">
          {paceWords(pace === 'hop' ? 'daily' : 'hop', inputs.hop)}:{' '}
          {arrivalWords(plans[pace === 'hop' ? 'daily' : 'hop'], time)}.
        </p>
        <LiveRegion>{answer}</LiveRegion>
      </div>
      {steps.length > 0 && (
        <>
          <PlanSteps
            limit={limit}
            title={title}
            plan={plans[pace]}
            now={time}
            decimals={decimals}
            unit={unit}
            chain={model.chainId}
          />
          {panels.length > 0 && <OutlookChart label={`Plan of the ${title}`} unit={unit} panels={panels} />}
          <InBetween
            model={model}
            generator={generator}
            inputs={inputs}
            target={target}
            pace={pace}
            arrival={arrival.at}
          />
        </>
      )}
    </div>
  )
}

interface InBetweenProps {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly inputs: SorlInputs
  readonly target: LimitParams
  readonly pace: Pace
  readonly arrival: bigint | undefined
}

/** What a stop or a lowering on the way does. */
function InBetween({ model, generator, inputs, target, pace, arrival }: InBetweenProps) {
  const { minDelay } = unitOf(model, generator).timelock
  const half = { ...inputs.limit, maxAmount: target.maxAmount / 2n, slope: target.slope / 2n }
  const again = planTo({ ...inputs, limit: half, zzz: model.time }, target, model.time, pace)
  const reached = { ...inputs, limit: { ...inputs.limit, ...target } }
  const stuck = oneWayParts(reached, { maxAmount: 0n, slope: 0n }).length > 0
  return (
    <ul className="list-disc space-y-1 pl-5">
      <li>
        {minDelay.ok
          ? arrival === undefined
            ? 'A stop of the Configurator ends every step until it is started again.'
            : stopWords(minDelay.value, arrival, model.time)
          : `How long a start waits in the timelock could not be read: ${minDelay.reason.message}`}
      </li>
      <li>{loweringWords(again, model.time)}</li>
      {stuck && <li>Lowered to 0 it stays there: no step leads back without an init.</li>}
    </ul>
  )
}
