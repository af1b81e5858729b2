import { isConfigError } from './config'
import { type ConsoleServer, consoleServer } from './console-server'
import { ownRedactor } from './redact'

/**
 * Answers with the server of this process, or 503 with the reason when the environment names nothing to watch. Any
 * other failure is 500, in words; its stack goes to the log, and its causes go nowhere, since they may hold an address.
 * No answer repeats a key, wherever the key came from.
 */
export async function withServer(
  answer: (server: ConsoleServer) => Response | Promise<Response>,
): Promise<Response> {
  try {
    return await withoutKeys(await answer(consoleServer()))
  } catch (error) {
    if (isConfigError(error)) return problem(503, error.message)
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    return problem(500, 'The console met a fault of its own; its log has the details.')
  }
}

export const noStore = { 'Cache-Control': 'no-store' }

function problem(status: number, message: string): Response {
  return Response.json({ ok: false, problem: message }, { status, headers: noStore })
}

/** A stream of events removes keys itself, frame by frame. */
async function withoutKeys(response: Response): Promise<Response> {
  const { text: clean } = ownRedactor()
  const headers = new Headers([...response.headers].map(([name, value]) => [name, clean(value)]))
  if (response.body === null || response.headers.get('content-type')?.startsWith('text/event-stream')) {
    return new Response(response.body, { status: response.status, headers })
  }
  return new Response(clean(await response.text()), { status: response.status, headers })
}
