'use client'

import { FrameFault } from '@/components/frame/frame-fault'
import './globals.css'

interface ErrorProps {
  readonly error: Error
  readonly retry: () => void
}

/** Shown when the document itself failed and nothing else is left of the page. */
export default function GlobalError({ error, retry }: ErrorProps) {
  return (
    <html lang="en" translate="no">
      <head>
        <meta name="google" content="notranslate" />
        <title>Generator PAU console</title>
      </head>
      <body>
        <FrameFault error={error} retry={retry} />
      </body>
    </html>
  )
}
