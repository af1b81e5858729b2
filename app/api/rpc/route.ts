import { markedClient } from '@/lib/server/client'
import { withServer } from '@/lib/server/respond'
import { answerRpc } from '@/lib/server/rpc-proxy'

export const dynamic = 'force-dynamic'

/** JSON-RPC for the console's own pages, to the node that readings come from. */
export function POST(request: Request): Promise<Response> {
  return withServer(({ service, rpcLimits, rpcInFlight }) =>
    answerRpc(request, {
      node: service.preferred?.proxy ?? null,
      bounds: { head: service.live?.reading.block.number ?? null },
      limits: rpcLimits,
      inFlight: rpcInFlight,
      client: markedClient(request),
    }),
  )
}
