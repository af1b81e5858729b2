import { withServer } from '@/lib/server/respond'
import { answerRpc } from '@/lib/server/rpc-proxy'

export const dynamic = 'force-dynamic'

/** JSON-RPC for the console's own pages, to the node that readings come from. */
export function POST(request: Request): Promise<Response> {
  return withServer(({ service, rpcLimits }) =>
    answerRpc(request, {
      node: service.preferred?.proxy ?? null,
      limits: rpcLimits,
      // Next names the peer here when no proxy before it did.
      client: request.headers.get('x-forwarded-for')?.split(',')[0]?.trim() ?? '',
    }),
  )
}
