/** Origins that may show the console in a frame: itself, and the Safe interface, in which it is an app. */
const FRAME_ANCESTORS = "'self' https://app.safe.global"

export type CspInput = {
  /** Fresh random value of this response; scripts and style elements must carry it. */
  readonly nonce: string
  /** Keyless RPC that the browser reads when the server is gone, null where the deployment has none. */
  readonly publicRpc: string | null
  /** The development server evaluates code and adds style elements without a nonce. */
  readonly development: boolean
}

/** Value of the Content-Security-Policy header of one page. */
export function contentSecurityPolicy({ nonce, publicRpc, development }: CspInput): string {
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
    'frame-ancestors': FRAME_ANCESTORS,
  }
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
