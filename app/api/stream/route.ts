import { markedClient } from '@/lib/server/client'
import { withServer } from '@/lib/server/respond'

export const dynamic = 'force-dynamic'

/** Server-sent events: a whole reading, then what changes with each block. */
export function GET(request: Request): Promise<Response> {
  return withServer(({ streams }) => streams.response(request.signal, markedClient(request)))
}
