'use client'

import { FrameFault } from '@/components/frame/frame-fault'
import './globals.css'

interface ErrorProps {
  readonly error: Error
  readonly retry: () => void
}

/** The document itself failed: nothing around this is left. */
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
