import type { ReactNode } from 'react'
import { cn } from './cn'

export interface Definition {
  readonly term: string
  readonly value: ReactNode
  /** One line under the value. */
  readonly note?: ReactNode
}

interface DefinitionListProps {
  readonly items: readonly Definition[]
  /** `rows`: term left, value right. `tiles`: terms above values, side by side. */
  readonly layout?: 'rows' | 'tiles' | undefined
  /** How a term is drawn, where it is more than its words. */
  readonly termText?: ((term: string) => ReactNode) | undefined
  readonly className?: string | undefined
}

/** Named values. */
export function DefinitionList({
  items,
  layout = 'rows',
  termText = (term) => term,
  className,
}: DefinitionListProps) {
  const rows = layout === 'rows'
  return (
    <dl
      className={cn(
        rows ? 'divide-y divide-line' : 'grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] gap-x-6 gap-y-4',
        className,
      )}
    >
      {items.map(({ term, value, note }) => (
        <div
          key={term}
          className={
            rows
              ? 'gap-x-6 py-2 first:pt-0 last:pb-0 sm:grid sm:grid-cols-[minmax(6.5rem,28%)_1fr]'
              : 'min-w-0'
          }
        >
          <dt className={cn('text-muted', !rows && 'text-sm')}>{termText(term)}</dt>
          <dd className={cn('min-w-0', !rows && 'mt-0.5 font-semibold text-md')}>
            {value}
            {note !== undefined && <div className="font-normal text-muted text-sm">{note}</div>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
