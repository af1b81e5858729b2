'use client'

import { useEffect } from 'react'

declare global {
  /** Where `get-nonce`, which the dialogs use for the style that locks scrolling, looks for the nonce. */
  var __webpack_nonce__: string | undefined
}

/** Lets the dialog library add its one style element under the Content-Security-Policy of this page. */
export function StyleNonce({ nonce }: { readonly nonce: string | undefined }) {
  useEffect(() => {
    globalThis.__webpack_nonce__ = nonce
  }, [nonce])
  return null
}
