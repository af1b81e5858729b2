'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState } from 'react'
import { LeafAmount } from '@/components/model/leaf-amount'
import { useNames } from '@/components/model/use-names'
import { When } from '@/components/model/when'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Value } from '@/components/ui/value'
import { sorlInputs, storedLimit } from '@/lib/console/derive/limits'
import { unitOf as unitOfGenerator } from '@/lib/console/facts/units'
import type { ConsoleModel, GeneratorModel, LimitModel } from '@/lib/console/model'
import { type Leaf, map } from '@/lib/leaf'
import { type LimitParams, perDay } from '@/lib/limits'
import { MAX_UINT256 } from '@/lib/math'
import { limitWords } from '@/lib/words/limits'
import { amount, type ValueWords } from '@/lib/words/values'
import { ActionButton } from '../action-button'
import {
  decimalsOf,
  type FieldReading,
  type LimitChange,
  type LimitReading,
  type LimitText,
  limitObject,
  limitText,
  readLimit,
  unitOf,
} from './limit-input'

export interface LimitFormProps {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly limit: LimitModel
  /** Why the connected account cannot do it; undefined when it can, or when none is connected. */
  readonly reason: string | undefined
}

const VERB = { raise: 'Raise', lower: 'Lower' } as const
const ICON = { raise: ArrowUp, lower: ArrowDown } as const

/** The two numbers of a limit as exact text, held against the second-order rate limit before any review. */
export function LimitForm({
  model,
  generator,
  limit,
  reason,
  change,
}: LimitFormProps & { change: LimitChange }) {
  const decimals = decimalsOf(limit.unit)
  const stored = storedLimit(limit)
  const [text, setText] = useState(() =>
    stored.ok ? limitText(stored.value, decimals) : { maxAmount: '', perDay: '' },
  )
  const sorl = sorlInputs(limit, generator.scope, unitOfGenerator(model, generator).configurator.stopped)
  const reading = readLimit(text, change, decimals, sorl, model.time)
  const { titleOf } = useNames()
  const fill = (params: LimitParams) => setText(limitText(params, decimals))

  return (
    <div className="space-y-4">
      {change === 'raise' ? (
        <Band limit={limit} time={model.time} onTake={fill} />
      ) : (
        <p className="text-muted">Lowering takes effect at once and waits for nothing.</p>
      )}
      <LimitFields limit={limit} text={text} reading={reading} onChange={setText} />
      <OneWay reading={reading} />
      <ActionButton
        variant="primary"
        icon={ICON[change]}
        request={{
          kind: change === 'raise' ? 'raise-limit' : 'lower-limit',
          generator: generator.id,
          key: limit.id,
          ...(reading.params ?? { maxAmount: 0n, slope: 0n }),
        }}
        reason={reason ?? reasonOf(reading)}
      >
        {VERB[change]} {limitObject(limit, titleOf)}
      </ActionButton>
    </div>
  )
}

interface LimitFieldsProps {
  readonly limit: LimitModel
  readonly text: LimitText
  readonly reading: LimitReading
  readonly onChange: (text: LimitText) => void
}

/** Maximum and refill, each with what is set now. */
export function LimitFields({ limit, text, reading, onChange }: LimitFieldsProps) {
  const unit = unitOf(limit.unit)
  const stored = storedLimit(limit)
  return (
    <div className="grid gap-4 sm:grid-cols-[2fr_3fr]">
      <Field
        label="Maximum"
        kind="amount"
        unit={unit}
        value={text.maxAmount}
        onValueChange={(maxAmount) => onChange({ ...text, maxAmount })}
        error={reading.maxAmount.error ?? undefined}
        hint={
          <>
            <Now leaf={map(stored, ({ maxAmount }) => maxAmount)} words={amount(limit.unit)} />
            {reading.maxAmount.value === MAX_UINT256 && <p>2^256 - 1 is unlimited.</p>}
          </>
        }
      />
      <div className="min-w-0 space-y-2">
        <Field
          label="Refill per day"
          kind="amount"
          unit={unit}
          value={text.perDay}
          onValueChange={(value) => onChange({ ...text, perDay: value })}
          error={reading.slope.error ?? undefined}
          hint={<Now leaf={map(stored, perDay)} words={amount(limit.unit, ' a day')} />}
        />
        <Nearest reading={reading.slope} onTake={(value) => onChange({ ...text, perDay: value })} />
        <Stored limit={limit} reading={reading} />
      </div>
    </div>
  )
}

/** Why what was typed cannot be reviewed. */
export function reasonOf({ params, refusal }: LimitReading): string | undefined {
  if (params !== null) return undefined
  return refusal ?? 'Correct the marked field first.'
}

function Now({ leaf, words }: { readonly leaf: Leaf<bigint>; readonly words: ValueWords<bigint> }) {
  if (!leaf.ok) return <>Now: could not be read. {leaf.reason.message}</>
  return (
    <>
      Now <span className="break-words">{words.text(leaf.value)}</span>
    </>
  )
}

/** How far one step may go, and when it may be taken. */
export function Band({
  limit,
  time,
  onTake,
}: {
  readonly limit: LimitModel
  readonly time: bigint
  readonly onTake: (params: LimitParams) => void
}) {
  const { band, nextIncrease, unit } = limit
  if (!band.ok) {
    return (
      <p>
        What one step allows: <Value text={null} reason={band.reason.message} />
      </p>
    )
  }
  const { value } = band
  return (
    <div className="space-y-2">
      <p>
        {value.unlimitedOnly ? (
          'This key can only be set to unlimited.'
        ) : (
          <>
            One step may set a maximum of at most{' '}
            <LeafAmount leaf={map(band, ({ maxAmount }) => maxAmount)} unit={unit} withUnit /> and a refill of
            at most <LeafAmount leaf={map(band, perDay)} unit={unit} withUnit per=" a day" />.
          </>
        )}{' '}
        <NextIncrease limit={limit} time={time} />
      </p>
      <Button size="sm" onClick={() => onTake(value)}>
        Use the greatest allowed
      </Button>
      {!nextIncrease.ok && <Value text={null} reason={nextIncrease.reason.message} />}
    </div>
  )
}

function NextIncrease({ limit, time }: { readonly limit: LimitModel; readonly time: bigint }) {
  const { nextIncrease } = limit
  if (!nextIncrease.ok) return null
  const { at, never } = nextIncrease.value
  if (never !== undefined) {
    return <>Next increase: {limitWords(limit, time).nextIncrease[1].text(nextIncrease.value)}.</>
  }
  if (at <= time) return <>The next increase may be made now.</>
  return (
    <>
      Next increase <When at={at} now={time} className="font-medium" />.
    </>
  )
}

interface NearestProps {
  readonly reading: FieldReading
  readonly onTake: (text: string) => void
}

/** Offers the nearest daily amounts that are a whole number of smallest units a second, each for one press. */
function Nearest({ reading: { nearest }, onTake }: NearestProps) {
  if (nearest.length === 0) return null
  return (
    <div className="flex flex-wrap gap-2">
      {nearest.map((text) => (
        <Button key={text} size="sm" onClick={() => onTake(text)}>
          Use {text}
        </Button>
      ))}
    </div>
  )
}

/** What the contract stores for the refill: smallest units a second, exactly. */
function Stored({
  limit,
  reading: { slope },
}: {
  readonly limit: LimitModel
  readonly reading: LimitReading
}) {
  if (slope.value === null) return null
  return (
    <p className="text-muted text-sm">
      Stored exactly as <span className="break-words">{amount(limit.unit, '/s').text(slope.value)}</span>
    </p>
  )
}

/** What the same cBEAM could not undo, said before anybody signs. */
export function OneWay({ reading: { oneWay } }: { readonly reading: LimitReading }) {
  if (oneWay.length === 0) return null
  const parts = oneWay.map(({ part }) => (part === 'maxAmount' ? 'maximum' : 'refill')).join(' and ')
  const why = oneWay.some(({ reason }) => reason === 'hop-not-set')
    ? 'No hop is set, so nothing can be raised.'
    : 'No number of steps leads back from there.'
  return (
    <Notice
      tone="amber"
      title={`One-way: a cBEAM cannot bring the ${parts} back`}
      todo="A new init through the timelock, or governance by spell, can."
    >
      {why}
    </Notice>
  )
}
