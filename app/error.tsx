'use client'

import { FrameFault } from '@/components/frame/frame-fault'

interface ErrorProps {
  readonly error: Error
  readonly retry: () => void
}

/** Shown when the frame itself failed. */
export default function RootError({ error, retry }: ErrorProps) {
  return <FrameFault error={error} retry={retry} />
}
