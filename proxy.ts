import { type NextRequest, NextResponse } from 'next/server'
import { publicRpcOf } from '@/lib/deployment/file'
import { contentSecurityPolicy, SECURITY_HEADERS } from '@/lib/server/csp'
import { safeInterfaces } from '@/lib/server/safe-interfaces'

/** Where an address leads that cannot be read: to a page of the console that says so. */
const UNREADABLE = '/unreadable-address'

/** Gives every answer a Content-Security-Policy with a nonce of its own, which Next puts on the scripts of a page. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = contentSecurityPolicy({
    nonce,
    publicRpc: publicRpcOf(process.env.DEPLOYMENT),
    frames: safeInterfaces(process.env.SAFE_INTERFACES),
    development: process.env.NODE_ENV === 'development',
  })
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('Content-Security-Policy', policy)
  const response = isReadable(request.nextUrl.pathname)
    ? NextResponse.next({ request: { headers } })
    : NextResponse.redirect(new URL(UNREADABLE, request.url))
  for (const { key, value } of SECURITY_HEADERS) response.headers.set(key, value)
  response.headers.set('Content-Security-Policy', policy)
  return response
}

/** Whether the escapes of a path stand for characters. */
function isReadable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname)
    return true
  } catch {
    return false
  }
}

export const config = {
  // Whatever may be a page: an address that looks like a file, a prefetch and a wrong method are answered with pages
  // too. Left out are the routes that exist and answer data only; `next.config.ts` has a policy for them.
  matcher: ['/((?!api/(?:health|metrics|rpc|snapshot|stream)$).*)'],
}
