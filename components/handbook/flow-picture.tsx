import { ArrowDown, ArrowUp } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import { flow, flowNote, legacyFlow, type Place } from '@/lib/handbook'
import { Prose } from './prose'

/** Where the money flows: the new way through the Generator, and the old way that stays open until the cutover. */
export function FlowPicture() {
  return (
    <figure>
      <div className="grid max-w-[60rem] gap-x-10 gap-y-6 md:grid-cols-2">
        <Way title="New: through the Generator" places={flow} text="text-debt-new" edge="border-debt-new" />
        <Way
          title="Old: until the Prime is cut over"
          places={legacyFlow}
          text="text-debt-old"
          edge="border-debt-old"
        />
      </div>
      <figcaption className="mt-4 max-w-[44rem] text-muted">
        <Prose text={flowNote} />
      </figcaption>
    </figure>
  )
}

interface WayProps {
  readonly title: string
  readonly places: readonly Place[]
  /** Hue of this side of the debt, as in every table and chart. */
  readonly text: string
  readonly edge: string
}

/** One way from the top to the bottom; both begin and end at the same height. */
function Way({ title, places, text, edge }: WayProps) {
  return (
    <div className="flex flex-col">
      <h3 className={cn('mb-2 font-medium', text)}>{title}</h3>
      <ol className="flex flex-1 flex-col justify-between">
        {places.map(({ name, note, on }) => (
          <li key={name} className={cn('flex flex-col', on && 'flex-1')}>
            <div className={cn('rounded-md border-l-4 bg-sunken px-3 py-2', edge)}>
              <p className="font-semibold">{name}</p>
              <p className="text-muted text-sm">{note}</p>
            </div>
            {on && <Arrows {...on} />}
          </li>
        ))}
      </ol>
    </div>
  )
}

/** The functions on the way to the next place, and back. */
function Arrows({ out, back }: NonNullable<Place['on']>) {
  return (
    <div className="grid flex-1 grid-cols-2 items-center gap-x-4 px-3 py-2 text-sm">
      <p className="flex items-center gap-1.5">
        <ArrowDown aria-hidden className="size-4 shrink-0 text-muted" />
        <span className="sr-only">On to the next by </span>
        <code className="min-w-0 break-all">{out}</code>
      </p>
      <p className="flex items-center gap-1.5">
        <ArrowUp aria-hidden className="size-4 shrink-0 text-muted" />
        <span className="sr-only">Back by </span>
        <code className="min-w-0 break-all">{back}</code>
      </p>
    </div>
  )
}
