/** Starts to read the chain with the server, so that the first page finds a reading. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { startEarly } = await import('@/lib/server/console-server')
    startEarly()
  }
}
