'use client'

import { useMemo, useState } from 'react'
import { decimalsOf, readAmount, readPerDay, unitOf } from '@/components/actions/forms/limit-input'
import { useQueryText } from '@/components/model/use-query-text'
import { Choice } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { sorlInputs } from '@/lib/console/derive/limits'
import { unitOf as unitOfGenerator } from '@/lib/console/facts/units'
import type { ConsoleModel, GeneratorModel, LimitModel } from '@/lib/console/model'
import { type NoIncrease, type Pace, perDay, type SorlInputs } from '@/lib/limits'
import { useModel } from '@/lib/react/context'
import { nextIncreaseWords } from '../limit-words'
import { amountText } from './amount-text'
import { PlanAnswer } from './plan-answer'
import { paceWords } from './plan-words'
import { Reach } from './reach'

interface PlanSectionProps {
  readonly generator: GeneratorModel
  readonly limit: LimitModel
}

/** From the limit as it is to a target: each step, when it may be made, and what is in its way. */
export function PlanSection({ generator, limit }: PlanSectionProps) {
  const model = useModel()
  const stopped = model === null ? undefined : unitOfGenerator(model, generator).configurator.stopped
  // A render that changes nothing plans nothing.
  const inputs = useMemo(
    () => (stopped === undefined ? null : sorlInputs(limit, generator.scope, stopped)),
    [limit, generator.scope, stopped],
  )
  if (model === null || inputs === null) return null
  return (
    <section aria-labelledby="plan-heading" id="plan" className="mt-6 border-line border-t pt-4">
      <h3 id="plan-heading" className="font-semibold">
        Plan a raise
      </h3>
      <p className="text-muted">
        Each step is as large and as early as the Configurator accepts, if nobody changes the limit in
        between.
      </p>
      {inputs.ok ? (
        <Planner model={model} generator={generator} limit={limit} inputs={inputs.value} />
      ) : (
        <Notice tone="amber" title={`No plan can be made: ${inputs.reason.message}`} className="mt-3" />
      )}
    </section>
  )
}

interface PlannerProps extends PlanSectionProps {
  readonly model: ConsoleModel
  readonly inputs: SorlInputs
}

/** Reasons for which nobody can call: the steps are then shown as they would be. */
const NOBODY: readonly NoIncrease[] = ['not-authorised', 'nobody-paired']

function Planner({ model, generator, limit, inputs }: PlannerProps) {
  const decimals = decimalsOf(limit.unit)
  const unit = unitOf(limit.unit)
  const [maximum, setMaximum, maximumFrom] = useQueryText('target')
  const [refill, setRefill, refillFrom] = useQueryText('targetPerDay')
  const [pace, setPace] = useState<Pace>('hop')
  const { limit: now } = inputs
  const asked = {
    maxAmount: maximum.trim() === '' ? unchanged(now.maxAmount) : readAmount(maximum, decimals),
    slope: refill.trim() === '' ? unchanged(now.slope) : readPerDay(refill, decimals),
  }
  const isAsked = maximum.trim() !== '' || refill.trim() !== ''
  const { value: maxAmount } = asked.maxAmount
  const { value: slope } = asked.slope
  const target = useMemo(
    () => (isAsked && maxAmount !== null && slope !== null ? { maxAmount, slope } : null),
    [isAsked, maxAmount, slope],
  )
  const nobody =
    limit.nextIncrease.ok && limit.nextIncrease.value.never !== undefined
      ? NOBODY.includes(limit.nextIncrease.value.never)
      : false

  return (
    <div className="mt-3 space-y-5">
      <div className="grid gap-x-6 gap-y-3 md:grid-cols-[15rem_15rem_minmax(0,1fr)]">
        <Field
          label="Target maximum"
          kind="amount"
          unit={unit}
          placeholder={amountText(now.maxAmount, decimals).exact}
          value={maximum}
          onValueChange={setMaximum}
          error={asked.maxAmount.error ?? undefined}
          hint={maximum !== '' && maximumFrom === 'link' ? FROM_LINK : undefined}
        />
        <Field
          label="Target refill per day"
          kind="amount"
          unit={unit}
          placeholder={amountText(perDay(now), decimals).exact}
          value={refill}
          onValueChange={setRefill}
          error={asked.slope.error ?? undefined}
          hint={
            asked.slope.nearest.length > 0
              ? `Nearest: ${asked.slope.nearest.join(' or ')}`
              : refill !== '' && refillFrom === 'link'
                ? FROM_LINK
                : 'Left empty, it stays.'
          }
        />
        <Choice
          legend="Pace"
          value={pace}
          onChange={setPace}
          options={(['hop', 'daily'] as const).map((id) => ({ id, label: paceWords(id, inputs.hop) }))}
        />
      </div>
      {nobody && limit.nextIncrease.ok && (
        <Notice tone="amber" title={nextIncreaseWords(limit.nextIncrease.value, model.time).exact}>
          The steps are those of a cBEAM that can act.
        </Notice>
      )}
      {target !== null && (
        <PlanAnswer
          model={model}
          generator={generator}
          limit={limit}
          inputs={inputs}
          target={target}
          pace={pace}
          decimals={decimals}
          unit={unit}
        />
      )}
      <Reach limit={limit} inputs={inputs} now={model.time} />
    </div>
  )
}

const FROM_LINK = 'Filled in from a link.'

const unchanged = (value: bigint) => ({ value, error: null, nearest: [] as readonly string[] })
