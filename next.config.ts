import type { NextConfig } from 'next'

/** Headers that need no nonce; the Content-Security-Policy is set per request in `proxy.ts`. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
  // `same-origin-allow-popups`: a wallet may open a window of its own and answer to this one.
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin-allow-popups' },
]

/** A Safe App is listed by its manifest, which app.safe.global reads from another origin. */
const manifestHeaders = [
  { key: 'Access-Control-Allow-Origin', value: 'https://app.safe.global' },
  { key: 'Access-Control-Allow-Methods', value: 'GET' },
]

const config: NextConfig = {
  // A second development server beside the first needs a folder of its own.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  reactStrictMode: true,
  poweredByHeader: false,
  // The console must work without any third party, so the files that Node needs come from this folder only.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  // The development server writes no file into the repository.
  agentRules: false,
  // The development server answers localhost only, unless told; people and tests also open it by address.
  allowedDevOrigins: ['127.0.0.1', '[::1]'],
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    { source: '/manifest.json', headers: manifestHeaders },
  ],
}

export default config
