'use client'

import { ListChecks, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { type Address, zeroAddress } from 'viem'
import { shownAmount } from '@/components/model/amounts'
import { useNames } from '@/components/model/use-names'
import { Button, WRAPS } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import {
  buildAction,
  type LimitStep,
  limitSafes,
  mostLimits,
  routed,
  routesOf,
  type SetLimitsRequest,
} from '@/lib/actions'
import { sorlInputs, storedLimit } from '@/lib/console/derive/limits'
import { unitOf } from '@/lib/console/facts/units'
import type { ConsoleModel, GeneratorModel, LimitModel } from '@/lib/console/model'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { limitTitle, limitWords } from '@/lib/words/limits'
import { ActionButton } from '../action-button'
import { Band, LimitFields, OneWay, reasonOf } from './limit-form'
import { decimalsOf, type LimitText, limitText } from './limit-input'
import { refusalOf } from './refusal'
import { readStep } from './set-limits-input'

interface SetLimitsFormProps {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
}

/** Several limits of a Generator in one transaction of a Safe: each with what is set now, and why a step is refused. */
export function SetLimitsForm({ model, generator }: SetLimitsFormProps) {
  const { account } = useWallet()
  const { titleOf } = useNames()
  const [steps, setSteps] = useState<readonly LimitStep[]>([])
  const [chosen, setChosen] = useState<string | null>(null)
  const [typed, setTyped] = useState<LimitText | null>(null)
  const open = generator.limits.filter(({ id }) => !steps.some(({ key }) => key === id))
  const limit = open.find(({ id }) => id === chosen) ?? open[0]
  const current = limit && readCurrent(model, generator, limit, typed)
  const ready = current?.step && typed !== null ? current.step : null
  const all = ready ? [...steps, ready] : steps
  const request: SetLimitsRequest = { kind: 'set-limits', generator: generator.id, steps: all }
  const choose = (id: string | null) => {
    setChosen(id)
    setTyped(null)
  }
  return (
    <div className="space-y-3">
      <AddedSteps
        steps={steps}
        generator={generator}
        onRemove={(key) => setSteps(steps.filter((step) => step.key !== key))}
      />
      {limit && current && (
        <fieldset className="space-y-3">
          <legend className="sr-only">One more limit</legend>
          <Select
            label={steps.length === 0 ? 'Limit to set' : 'Limit to set with it'}
            options={open.map((one) => ({ id: one.id, label: limitTitle(one, titleOf) }))}
            value={limit.id}
            onChange={choose}
            className="max-w-md"
          />
          <Band
            limit={limit}
            time={model.time}
            onTake={(params) => setTyped(limitText(params, decimalsOf(limit.unit)))}
          />
          <LimitFields limit={limit} text={current.text} reading={current.reading} onChange={setTyped} />
          <OneWay reading={current.reading} />
        </fieldset>
      )}
      <p className="max-w-prose text-muted text-sm">
        For a Safe alone: it sets all of them in one transaction, or none. An account would sign one for each,
        in blocks of different times, and what is stated of them could not be proven together. It changes a
        limit on the page of that limit.
      </p>
      <div className="flex flex-wrap items-start gap-2">
        <Button
          icon={Plus}
          className={WRAPS}
          onClick={() => {
            setSteps(all)
            choose(null)
          }}
          reason={
            ready === null
              ? typed === null
                ? 'Fill in this limit first'
                : current && reasonOf(current.reading)
              : all.length >= mostLimits || open.length < 2
                ? 'No further limit can be added'
                : undefined
          }
        >
          Add another limit
        </Button>
        <ActionButton
          variant="primary"
          icon={ListChecks}
          className={WRAPS}
          request={request}
          reason={refused(
            request,
            model,
            generator,
            account,
            typed !== null && current ? reasonOf(current.reading) : undefined,
          )}
        >
          {all.length < 2 ? 'Set the limits' : `Set ${all.length} limits`}
        </ActionButton>
      </div>
    </div>
  )
}

/** What is typed for the limit that is chosen; what is set now, until something is. */
function readCurrent(
  { time, ...model }: ConsoleModel,
  generator: GeneratorModel,
  limit: LimitModel,
  typed: LimitText | null,
) {
  const decimals = decimalsOf(limit.unit)
  const stored = storedLimit(limit)
  const text = typed ?? (stored.ok ? limitText(stored.value, decimals) : { maxAmount: '', perDay: '' })
  const sorl = sorlInputs(limit, generator.scope, unitOf(model, generator).configurator.stopped)
  const { change, reading } = readStep(text, decimals, sorl, time)
  const step: LimitStep | null = reading.params && { key: limit.id, change, ...reading.params }
  return { text, reading, step }
}

/** Why it cannot be reviewed: what was typed, who may, or what the Configurator demands. */
function refused(
  request: SetLimitsRequest,
  model: ConsoleModel,
  generator: GeneratorModel,
  account: Address | null,
  typed: string | undefined,
): string | undefined {
  const safes = limitSafes(model, generator)
  if (safes.length === 0) return 'No Safe of this deployment is a cBEAM of these RateLimits'
  if (account !== null && routesOf(request, model, account)?.safes.length === 0) {
    return 'Not an owner of a Safe that is a cBEAM of these RateLimits'
  }
  if (typed !== undefined) return typed
  if (request.steps.length === 0) return 'Fill in a limit first'
  const through = account === null ? { ...request, through: safes[0]?.id } : routed(request, model, account)
  const action = buildAction(through as SetLimitsRequest, model, account ?? zeroAddress)
  // Who still has to approve is the matter of the review.
  return action ? refusalOf(action.through?.inner ?? action) : 'A limit is not known here any more'
}

interface AddedStepsProps {
  readonly steps: readonly LimitStep[]
  readonly generator: GeneratorModel
  readonly onRemove: (key: LimitStep['key']) => void
}

/** The limits that were added before the one that is filled in now, each with what is set now beside it. */
function AddedSteps({ steps, generator, onRemove }: AddedStepsProps) {
  const { titleOf } = useNames()
  if (steps.length === 0) return null
  return (
    <ol aria-label="Limits to set" className="divide-y divide-line rounded-md bg-sunken px-3">
      {steps.map(({ key, change, maxAmount, slope }) => {
        const limit = generator.limits.find(({ id }) => id === key)
        if (!limit) return null
        const title = limitTitle(limit, titleOf)
        const words = limitWords(limit, 0n)
        const [most, pace] = [words.maxAmount[1], words.perDay[1]]
        const now = shownAmount(limit.maxAmount, limit.unit)
        return (
          <li key={key} className="flex flex-wrap items-center justify-between gap-2 py-1.5">
            <span className="min-w-0 break-words">
              {change === 'raise' ? 'Raise' : 'Lower'} {title}: {most.text(maxAmount)}, instead of{' '}
              {now.ok ? now.value.exact : 'what could not be read'}; refill {pace.text(slope * 86_400n)}
            </span>
            <Button
              size="sm"
              variant="quiet"
              icon={X}
              aria-label={`Remove: ${title}`}
              onClick={() => onRemove(key)}
            >
              Remove
            </Button>
          </li>
        )
      })}
    </ol>
  )
}
