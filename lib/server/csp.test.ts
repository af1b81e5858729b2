import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, SECURITY_HEADERS } from './csp'

const policy = (input: Partial<Parameters<typeof contentSecurityPolicy>[0]> = {}) =>
  new Map(
    contentSecurityPolicy({ nonce: 'n0nce', publicRpc: null, frames: [], development: false, ...input })
      .split('; ')
      .map((directive) => {
        const [name, ...values] = directive.split(' ')
        return [name, values.join(' ')] as const
      }),
  )

describe('contentSecurityPolicy', () => {
  it('runs no script without the nonce of the response', () => {
    expect(policy().get('script-src')).toBe("'self' 'nonce-n0nce' 'strict-dynamic'")
  })

  it('allows style attributes but no style element without the nonce', () => {
    expect(policy().get('style-src')).toBe("'self' 'nonce-n0nce'")
    expect(policy().get('style-src-attr')).toBe("'unsafe-inline'")
  })

  it('lets the browser reach only the console when the deployment has no public RPC', () => {
    expect(policy().get('connect-src')).toBe("'self'")
  })

  it('adds the origin of the public RPC and nothing of its path', () => {
    expect(policy({ publicRpc: 'https://rpc.example.org/v1/mainnet' }).get('connect-src')).toBe(
      "'self' https://rpc.example.org",
    )
  })

  it('can be framed by the Safe interfaces that are named and by itself only', () => {
    expect(policy().get('frame-ancestors')).toBe("'self'")
    expect(policy({ frames: ['https://app.safe.global'] }).get('frame-ancestors')).toBe(
      "'self' https://app.safe.global",
    )
  })

  it('evaluates code on the development server only', () => {
    expect(policy().get('script-src')).not.toContain('unsafe-eval')
    expect(policy({ development: true }).get('script-src')).toContain("'unsafe-eval'")
  })
})

describe('SECURITY_HEADERS', () => {
  it('allow nothing to anybody where an answer is not a page', () => {
    const headers = new Map(SECURITY_HEADERS.map(({ key, value }) => [key, value]))
    expect(headers.get('Content-Security-Policy')).toBe("default-src 'none'; frame-ancestors 'none'")
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
  })
})
