'use client'

import { catchError } from 'next/error'
import type { ComponentType } from 'react'
import { Fault } from './fault'

interface GuardedProps {
  /** Names the part: "The status bar". */
  readonly what: string
}

/** A part of the frame that may fail without the rest of it. */
export const Guarded = catchError<GuardedProps>(({ what }, { error, reset }) => (
  <Fault what={what} holds="The rest of the page." error={error} retry={reset} />
))

/** A component that may fail without those beside it. */
export function guarded<P extends object>(what: string, Part: ComponentType<P>) {
  return function GuardedPart(props: P) {
    return (
      <Guarded what={what}>
        <Part {...props} />
      </Guarded>
    )
  }
}
