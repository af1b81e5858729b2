'use client'

import { Fault } from '@/components/frame/fault'
import { PageHeader } from '@/components/ui/page-header'

interface ErrorProps {
  readonly error: Error
  readonly retry: () => void
}

/** Shown in place of a page that failed; status, navigation and Emergency stay. */
export default function PageError({ error, retry }: ErrorProps) {
  return (
    <>
      <PageHeader noun="Console" answer="This page cannot be shown" />
      <Fault
        what="This page"
        holds="Emergency, which is part of every page and needs no server."
        error={error}
        retry={retry}
      />
    </>
  )
}
