/** Headers of every answer. A page replaces this policy, which allows nothing, by its own. */
export const SECURITY_HEADERS = [
  { key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
  // `same-origin-allow-popups`: a wallet may open its own window and answer to this one.
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin-allow-popups' },
]

export type CspInput = {
  /** Fresh random value of this response; scripts and style elements must carry it. */
  readonly nonce: string
  /** RPC without a key that the browser reads when the server is gone; null where the deployment has none. */
  readonly publicRpc: string | null
  /** Origins that may show the console in a frame, besides itself. */
  readonly frames: readonly string[]
  /** The development server evaluates code and adds style elements without a nonce. */
  readonly development: boolean
}

/** Value of the Content-Security-Policy header of one page. */
export function contentSecurityPolicy({ nonce, publicRpc, frames, development }: CspInput): string {
  const directives: Record<string, string> = {
    'default-src': "'self'",
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    'style-src': development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    // Charts and positioned overlays set the style attribute; it cannot run code.
    'style-src-attr': "'unsafe-inline'",
    // Wallets announce their icons as data URIs.
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'connect-src': publicRpc === null ? "'self'" : `'self' ${new URL(publicRpc).origin}`,
    'worker-src': "'self'",
    'manifest-src': "'self'",
    'frame-src': "'none'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': ["'self'", ...frames].join(' '),
  }
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
