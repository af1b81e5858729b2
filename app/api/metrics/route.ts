import { withServer } from '@/lib/server/respond'

export const dynamic = 'force-dynamic'

/** Metrics in the text format of Prometheus. */
export function GET(): Promise<Response> {
  return withServer(async ({ metrics }) => {
    const headers = { 'Content-Type': metrics.registry.contentType, 'Cache-Control': 'no-store' }
    return new Response(await metrics.text(), { headers })
  })
}
