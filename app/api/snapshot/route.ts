import { noStore, withServer } from '@/lib/server/respond'
import { etagOf, matches, snapshotText } from '@/lib/server/snapshot'

export const dynamic = 'force-dynamic'

/** Longest wait for the first reading of a server that has just started [ms]. */
const firstReading = 2_000

/** The console at one block as JSON; 503 with the reason while nothing was read. */
export function GET(request: Request): Promise<Response> {
  return withServer(async ({ service }) => {
    const live = await service.first(firstReading)
    if (!live) {
      const { lastError, nodes } = service.status()
      const reason = lastError ?? nodes.map(({ label, problem }) => `${label}: ${problem}`).join('; ')
      return Response.json({ snapshot: null, reason }, { status: 503, headers: noStore })
    }
    const { dissent } = service.status()
    const etag = dissent === null ? etagOf(live.facts) : null
    const headers = {
      'Cache-Control': 'no-cache',
      Age: String(Math.floor(service.ageSeconds ?? 0)),
      ...(etag ? { ETag: etag } : {}),
    }
    if (matches(request.headers.get('if-none-match'), etag))
      return new Response(null, { status: 304, headers })
    return new Response(snapshotText(live.facts, dissent), {
      headers: { 'Content-Type': 'application/json', ...headers },
    })
  })
}
