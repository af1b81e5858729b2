import { cn } from './cn'
import { Value, type ValueProps } from './value'

/** An amount in a cell: one line, right-aligned, tabular. The unit stands in the header of its column. */
export function Amount({ className, ...value }: ValueProps) {
  return <Value {...value} className={cn('whitespace-nowrap text-right', className)} />
}
