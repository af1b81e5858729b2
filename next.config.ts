import type { NextConfig } from 'next'
import { SECURITY_HEADERS } from './lib/server/csp'

/** A Safe App is listed by its manifest, which a Safe interface reads from another origin; it holds no secret. */
const manifestHeaders = [
  { key: 'Access-Control-Allow-Origin', value: '*' },
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
    // Data only; `proxy.ts` sets the headers of everything else.
    { source: '/api/:path*', headers: SECURITY_HEADERS },
    { source: '/manifest.json', headers: manifestHeaders },
  ],
}

export default config
