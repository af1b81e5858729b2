import { type ReactNode, useId } from 'react'
import { cn } from './cn'

export interface Option<Id extends string> {
  readonly id: Id
  readonly label: ReactNode
}

interface ChoiceProps<Id extends string> {
  readonly legend: string
  /** Whether the legend is read aloud but not shown, because a text above says it. */
  readonly legendHidden?: boolean | undefined
  readonly options: readonly Option<Id>[]
  /** Null where none of them is chosen. */
  readonly value: Id | null
  readonly onChange: (id: Id) => void
  readonly className?: string | undefined
}

/** A choice of one among a few, all in sight. */
export function Choice<Id extends string>({
  legend,
  legendHidden = false,
  options,
  value,
  onChange,
  className,
}: ChoiceProps<Id>) {
  const name = useId()
  return (
    <fieldset className={cn('min-w-0', className)}>
      <legend className={legendHidden ? 'sr-only' : 'mb-1 font-medium'}>{legend}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1.5">
        {options.map(({ id, label }) => (
          <label key={id} className="inline-flex min-h-6 items-center gap-2">
            <input type="radio" name={name} checked={id === value} onChange={() => onChange(id)} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
