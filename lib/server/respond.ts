import { isConfigError } from './config'
import { type ConsoleServer, consoleServer } from './console-server'

/** Answers with the server of this process, or 503 with the reason when the environment names nothing to watch. */
export async function withServer(
  answer: (server: ConsoleServer) => Response | Promise<Response>,
): Promise<Response> {
  let server: ConsoleServer
  try {
    server = consoleServer()
  } catch (error) {
    if (!isConfigError(error)) throw error
    return Response.json({ ok: false, problem: error.message }, { status: 503, headers: noStore })
  }
  return answer(server)
}

export const noStore = { 'Cache-Control': 'no-store' }
