'use client'

import { useEffect, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Disclosure } from '@/components/ui/disclosure'
import { useFragment } from '@/lib/react/page/use-fragment'
import { ActCard, type ActProps } from './act-card'
import { type Act, isFreezeAct } from './acts'
import { CARD } from './control-card'

/** The acts that the connected account may not take, behind a press. A link to one of them opens it. */
export function NotYours({ acts, ...props }: ActProps & { readonly acts: readonly Act[] }) {
  const { linked } = props
  const fragment = useFragment()
  const isAsked = linked && acts.some(({ id }) => id === fragment)
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (isAsked) setOpen(true)
  }, [isAsked])
  useEffect(() => {
    // What was folded had no place to scroll to.
    if (open && isAsked && fragment !== null) document.getElementById(fragment)?.scrollIntoView()
  }, [open, isAsked, fragment])
  if (acts.length === 0) return null
  const freezes = acts.filter(isFreezeAct)
  const rest = acts.filter((act) => !isFreezeAct(act))
  return (
    <Disclosure
      open={open}
      onOpenChange={setOpen}
      className="rounded-lg bg-sunken px-4 py-3"
      summary={
        <span>
          Not yours <span className="text-muted">({acts.length})</span>
        </span>
      }
    >
      <div className={cn('-ml-5.5 grid items-start gap-4', linked && 'lg:grid-cols-2')}>
        {freezes.length > 0 && (
          <div className={cn('space-y-3', CARD)}>
            <h3 className="font-semibold text-md">Freezes by others</h3>
            {freezes.map((act) => (
              <ActCard key={act.id} act={act} {...props} />
            ))}
          </div>
        )}
        {rest.map((act) => (
          <ActCard key={act.id} act={act} {...props} />
        ))}
      </div>
    </Disclosure>
  )
}
