'use client'

import { Fault } from './fault'

interface FrameFaultProps {
  readonly error: unknown
  readonly retry: () => void
}

/** In the place of everything: there is no Emergency here, so it says where the same acts can be done. */
export function FrameFault({ error, retry }: FrameFaultProps) {
  return (
    <main className="mx-auto max-w-[56rem] space-y-4 p-4 md:p-7">
      <h1 className="font-semibold text-xl">The console cannot be shown</h1>
      <Fault what="The console" holds="The chain, and every wallet." error={error} retry={retry} />
      <p>
        While it cannot, the emergency acts can be made without it: each is one call of a contract by the
        account that may make it, from its wallet or its Safe. A console on another machine needs nothing of
        this one.
      </p>
    </main>
  )
}
