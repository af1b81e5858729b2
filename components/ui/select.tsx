'use client'

import { useId } from 'react'
import { cn } from './cn'

interface SelectProps {
  readonly label: string
  readonly options: readonly { readonly id: string; readonly label: string }[]
  readonly value: string
  readonly onChange: (id: string) => void
  readonly className?: string | undefined
}

/** One of many, by an element of the browser: it finds an option by its first letters and opens as phones do it. */
export function Select({ label, options, value, onChange, className }: SelectProps) {
  const id = useId()
  return (
    <div className={cn('min-w-0', className)}>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="touch h-10 w-full rounded-md bg-surface px-3 text-ink text-md ring-1 ring-edge ring-inset"
      >
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
