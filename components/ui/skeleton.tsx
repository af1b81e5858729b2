import { cn } from './cn'
import { VisuallyHidden } from './visually-hidden'

/** One grey bar; give it the size of what will stand there. */
export function Skeleton({ className }: { readonly className?: string | undefined }) {
  return <span aria-hidden className={cn('block h-[1em] rounded-sm bg-mark', className)} />
}

interface SkeletonTableProps {
  /** Says what is on its way: "Loading limits". */
  readonly label: string
  readonly columns: readonly string[]
  readonly rows: number
}

/** A table before its rows: real headers, and rows of the height they will have. */
export function SkeletonTable({ label, columns, rows }: SkeletonTableProps) {
  return (
    <div aria-busy className="overflow-hidden rounded-lg bg-surface ring-1 ring-line">
      <VisuallyHidden>{label}</VisuallyHidden>
      <table aria-hidden className="w-full">
        <thead>
          <tr className="border-line border-b">
            {columns.map((column) => (
              <th key={column} className="h-9 px-3 text-left font-medium text-muted text-sm">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: rows }, (_, row) => `row ${row}`).map((row) => (
            <tr key={row} className="border-line not-first:border-t">
              {columns.map((column) => (
                <td key={column} className="h-10 px-3">
                  <Skeleton className="w-3/5" />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
