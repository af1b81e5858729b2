/** Starts to read the chain with the server, so that the first page finds a reading. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || !process.env.DEPLOYMENT) return
  const { consoleServer } = await import('@/lib/server/console-server')
  try {
    consoleServer()
  } catch (error) {
    // A throw here would leave every page unanswered; each request says itself what is wrong.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  }
}
