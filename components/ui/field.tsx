'use client'

import { OctagonX } from 'lucide-react'
import { type ComponentPropsWithRef, type ReactNode, useId } from 'react'
import { cn } from './cn'

interface FieldProps extends Omit<ComponentPropsWithRef<'input'>, 'type' | 'id' | 'value' | 'onChange'> {
  readonly label: string
  readonly value: string
  readonly onValueChange: (value: string) => void
  /** `amount` asks for a decimal keyboard; the text stays text, so no digit is lost on the way. */
  readonly kind?: 'amount' | 'text' | undefined
  /** Shown in the field, at its right. */
  readonly unit?: string | undefined
  readonly hint?: ReactNode
  /** Why the input is refused. */
  readonly error?: string | undefined
}

/** A labelled line of text. Never `type="number"`: browsers pass that through floating point. */
export function Field({
  label,
  value,
  onValueChange,
  kind = 'text',
  unit,
  hint,
  error,
  className,
  ...rest
}: FieldProps) {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const described = [error !== undefined && errorId, hint !== undefined && hintId].filter(Boolean).join(' ')
  return (
    <div className={cn('min-w-0', className)}>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
        {unit !== undefined && <span className="sr-only">, in {unit}</span>}
      </label>
      <div className="relative">
        <input
          {...rest}
          id={id}
          type="text"
          inputMode={kind === 'amount' ? 'decimal' : 'text'}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          value={value}
          onChange={(event) => onValueChange(event.target.value)}
          aria-invalid={error !== undefined}
          aria-describedby={described === '' ? undefined : described}
          className={cn(
            'touch h-10 w-full rounded-md bg-surface px-3 text-ink text-md ring-1 ring-edge ring-inset placeholder:text-faint',
            kind === 'amount' && 'text-right',
            error !== undefined && 'ring-2 ring-wrong',
          )}
          style={unit === undefined ? undefined : { paddingRight: `${unit.length + 2}ch` }}
        />
        {unit !== undefined && (
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-muted"
          >
            {unit}
          </span>
        )}
      </div>
      {/* The line is always there, so that an error does not push what follows. */}
      <div className="mt-1 min-h-5 text-sm">
        {error === undefined ? null : (
          <p id={errorId} className="flex items-start gap-1.5 font-medium text-wrong">
            <OctagonX aria-hidden className="mt-[0.1875rem] size-3.5 shrink-0" strokeWidth={2.25} />
            {error}
          </p>
        )}
        {hint !== undefined && (
          <div id={hintId} className={cn('text-muted', error !== undefined && 'sr-only')}>
            {hint}
          </div>
        )}
      </div>
    </div>
  )
}
