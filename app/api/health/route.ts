import { healthOf } from '@/lib/server/health'
import { noStore, withServer } from '@/lib/server/respond'

export const dynamic = 'force-dynamic'

/** Whether the console shows the chain as it is now; 503 when it does not. */
export function GET(): Promise<Response> {
  return withServer(({ service }) => {
    const health = healthOf(service)
    return Response.json(health, { status: health.ok ? 200 : 503, headers: noStore })
  })
}
