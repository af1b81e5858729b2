'use client'

import { CalendarClock, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { type Address, zeroAddress, zeroHash } from 'viem'
import { OperationChanges } from '@/components/governance/operation-changes'
import { EvidenceText } from '@/components/model/evidence-text'
import { useNames } from '@/components/model/use-names'
import { Button, WRAPS } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import {
  buildAction,
  callsScheduled,
  DELAYED_FUNCTIONS,
  type DelayedCall,
  type DelayedFunction,
  mostScheduled,
  routesOf,
  saltFor,
} from '@/lib/actions'
import { stringify } from '@/lib/chain/wire'
import { ofUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { pausOf } from '@/lib/console/paus'
import { ended, fromDate } from '@/lib/format'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { tellCall } from '@/lib/words/calls'
import { limitTitle } from '@/lib/words/limits'
import { ActionButton } from '../action-button'
import { decimalsOf, unitOf } from './limit-input'
import { notAllowed, refusalOf } from './refusal'
import { FIELDS, readSchedule, type ScheduleText } from './schedule-input'

interface ScheduleFormProps {
  readonly model: ConsoleModel
  readonly unit: ConfiguratorUnit
}

const LABELS: Readonly<Record<DelayedFunction, string>> = {
  setHop: 'Set the hop between increases (setHop)',
  setMaxChange: 'Set the greatest change of an increase (setMaxChange)',
  addRateLimits: 'Register a RateLimits (addRateLimits)',
  addController: 'Register a controller (addController)',
  addCBeam: 'Register a cBEAM (addCBeam)',
  addInitRateLimits: 'Grant an initial limit (addInitRateLimits)',
  addInitControllerActions: 'Approve a call of a controller (addInitControllerActions)',
  start: 'Start the Configurator (start)',
}

const AMOUNTS: Readonly<Partial<Record<DelayedFunction, string>>> = {
  setHop: 'Time between two increases, such as 18 h',
  setMaxChange: 'Factor of one increase, such as 1.25',
  addInitRateLimits: 'Maximum',
}

const EMPTY: ScheduleText = { account: '', pau: zeroAddress, key: null, amount: '', perDay: '', data: '' }

/** Calls of BeamState that wait in the timelock as one operation: today's value beside the new one, and from when it can run. */
export function ScheduleForm({ model, unit }: ScheduleFormProps) {
  const { account } = useWallet()
  const { titleOf } = useNames()
  const [call, setCall] = useState<DelayedFunction>('setHop')
  const [typed, setTyped] = useState<ScheduleText | null>(null)
  const [added, setAdded] = useState<readonly DelayedCall[]>([])
  const paus = pausToName(call, model, unit)
  const limits = ofUnit(model.generators, unit).flatMap((generator) => generator.limits)
  const text = { ...(typed ?? EMPTY), pau: typed?.pau ?? paus[0] ?? zeroAddress }
  const limit = limits.find(({ id }) => id === text.key) ?? limits[0]
  const { parts, errors } = readSchedule(
    call,
    { ...text, key: limit?.id ?? null },
    decimalsOf(limit?.unit ?? null),
  )
  const set = (part: Partial<ScheduleText>) => setTyped({ ...text, ...part })
  const fields = FIELDS[call]
  const current = parts && { call, ...parts }
  const isNew = current && !added.some((call) => stringify(call) === stringify(current))
  const batch = isNew ? [...added, current] : added
  const unsalted = { kind: 'schedule-operation', unit: unit.id, batch } as const
  const request = batch.length === 0 ? null : { ...unsalted, salt: saltFor(unit, unsalted) }
  const action = request && buildAction(request, model, account ?? zeroAddress)
  const routes = request && account && routesOf(request, model, account)
  const without =
    routes && routes.safes.length > 0
      ? undefined
      : notAllowed(action, account, 'Not a proposer of the timelock')
  const { minDelay } = unit.timelock
  const errorOf = (field: keyof typeof errors, value: string) =>
    value.trim() === '' ? undefined : errors[field]
  return (
    <div className="space-y-3">
      <AddedCalls
        batch={added}
        model={model}
        unit={unit}
        onRemove={(at) => setAdded(added.filter((_, index) => index !== at))}
      />
      <Select
        label={added.length === 0 ? 'What to schedule' : 'What to schedule with it'}
        options={DELAYED_FUNCTIONS.map((id) => ({ id, label: LABELS[id] }))}
        value={call}
        onChange={(id) => {
          setCall(DELAYED_FUNCTIONS.find((one) => one === id) ?? call)
          setTyped(null)
        }}
        className="max-w-md"
      />
      {fields.includes('pau') && (
        <Select
          label="Of which PAU"
          options={[
            ...paus.map((id) => ({ id, label: titleOf(id) })),
            { id: zeroAddress, label: `All PAUs (${paus.length}) without an entry of their own` },
          ]}
          value={text.pau}
          onChange={(id) => set({ pau: paus.find((one) => one === id) ?? zeroAddress })}
          className="max-w-md"
        />
      )}
      {fields.includes('account') && (
        <Field
          label="Address"
          value={text.account}
          onValueChange={(value) => set({ account: value })}
          error={errorOf('account', text.account)}
          placeholder="0x"
        />
      )}
      {fields.includes('key') && limit && (
        <Select
          label="Limit"
          options={limits.map((one) => ({ id: one.id, label: limitTitle(one, titleOf) }))}
          value={limit.id}
          onChange={(id) => set({ key: limits.find((one) => one.id === id)?.id ?? null })}
          className="max-w-md"
        />
      )}
      {fields.includes('amount') && (
        <Field
          label={AMOUNTS[call] ?? 'Amount'}
          kind={call === 'setHop' ? 'text' : 'amount'}
          unit={call === 'addInitRateLimits' ? unitOf(limit?.unit ?? null) : undefined}
          value={text.amount}
          onValueChange={(value) => set({ amount: value })}
          error={errorOf('amount', text.amount)}
          className="max-w-md"
        />
      )}
      {fields.includes('perDay') && (
        <Field
          label="Refill of a day"
          kind="amount"
          unit={unitOf(limit?.unit ?? null)}
          value={text.perDay}
          onValueChange={(value) => set({ perDay: value })}
          error={errorOf('perDay', text.perDay)}
          className="max-w-md"
        />
      )}
      {fields.includes('data') && (
        <Field
          label="Bytes of the call"
          value={text.data}
          onValueChange={(value) => set({ data: value })}
          error={errorOf('data', text.data)}
          placeholder="0x"
        />
      )}
      {request && (
        <>
          <OperationChanges calls={callsScheduled(request, unit)} proven unit={unit} model={model} />
          {action?.requirements
            .filter(
              ({ id, weight, holds }) => id === 'one-pau' && weight === 'warn' && holds.ok && !holds.value,
            )
            .map(({ id, says }) => (
              <Notice key={id} tone="amber" title="Think about this first">
                <EvidenceText text={ended(says.fails)} />
              </Notice>
            ))}
        </>
      )}
      <p className="text-muted text-sm">
        {minDelay.ok
          ? `All calls of an operation take effect at once, or none does. Scheduled now, it can be executed ${fromDate(model.time + minDelay.value, model.time)}.`
          : `From when it can be executed could not be read: ${minDelay.reason.message}`}
      </p>
      <div className="flex flex-wrap items-start gap-2">
        <Button
          icon={Plus}
          className={WRAPS}
          onClick={() => {
            setAdded(batch)
            setCall('setHop')
            setTyped(null)
          }}
          reason={addRefusal(current, added)}
        >
          Add another call
        </Button>
        {request === null ? (
          <Button icon={CalendarClock} className={WRAPS} reason="Fill in every field">
            Schedule it
          </Button>
        ) : (
          <ActionButton
            icon={CalendarClock}
            className={WRAPS}
            request={request}
            reason={without ?? (action ? refusalOf(action) : 'This deployment has no such Unit.')}
          >
            Schedule it
          </ActionButton>
        )}
      </div>
    </div>
  )
}

/** Why no further call can be added to the one that is filled in. */
function addRefusal(current: DelayedCall | null, added: readonly DelayedCall[]): string | undefined {
  if (current === null) return 'Fill in this call first'
  if (added.some((call) => stringify(call) === stringify(current))) return 'It is in the operation already'
  return added.length + 1 >= mostScheduled
    ? `An operation has ${mostScheduled} calls here at most`
    : undefined
}

interface AddedCallsProps extends ScheduleFormProps {
  readonly batch: readonly DelayedCall[]
  readonly onRemove: (index: number) => void
}

/** The calls that were added before the one that is filled in now. */
function AddedCalls({ batch, model, unit, onRemove }: AddedCallsProps) {
  const { titleOf } = useNames()
  if (batch.length === 0) return null
  const calls = callsScheduled({ kind: 'schedule-operation', unit: unit.id, batch, salt: zeroHash }, unit)
  return (
    <ol aria-label="Calls of the operation" className="divide-y divide-line rounded-md bg-sunken px-3">
      {calls.map((call, index) => {
        const { text } = tellCall(call, model.generators, titleOf)
        return (
          <li key={call.data} className="flex flex-wrap items-center justify-between gap-2 py-1.5">
            <span className="min-w-0 break-words">{text}</span>
            <Button
              size="sm"
              variant="quiet"
              icon={X}
              aria-label={`Remove: ${text}`}
              onClick={() => onRemove(index)}
            >
              Remove
            </Button>
          </li>
        )
      })}
    </ol>
  )
}

/** What a function names: RateLimits, or the controllers of an approved call. */
function pausToName(call: DelayedFunction, model: ConsoleModel, unit: ConfiguratorUnit): readonly Address[] {
  const { rateLimits, controllers } = pausOf(model, unit)
  return call === 'addInitControllerActions' ? controllers : rateLimits
}
