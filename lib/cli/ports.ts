import { createServer } from 'node:net'
import { CliError } from './print'

/**
 * Reads a port from a text.
 * @param name how it is named in an error
 * @throws CliError when it is not a port
 */
export function parsePort(text: string, name: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port
  throw new CliError(`${name}: not a port from 1 to 65535 ("${text}")`)
}

function listen(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port))
    })
  })
}

/** A port that nobody listens on at this moment. */
export const freePort = (): Promise<number> => listen(0)

/**
 * Makes sure that a port can be listened on.
 * @param option how to choose another one
 * @throws CliError
 */
export async function requirePort(port: number, option: string): Promise<void> {
  try {
    await listen(port)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const reason = code === 'EADDRINUSE' ? 'in use' : `not available (${code ?? error})`
    throw new CliError(`Port ${port} is ${reason}; choose another one with ${option}`)
  }
}
