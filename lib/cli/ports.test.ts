import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { freePort, parsePort, requirePort } from './ports'

let server: Server | undefined

const occupy = (port: number, host: string) =>
  new Promise<void>((resolve) => {
    server = createServer().listen(port, host, resolve)
  })

afterEach(() => {
  server?.close()
  server = undefined
})

describe('requirePort', () => {
  it('accepts a port on which nobody listens', async () => {
    await requirePort(await freePort(), '--port')
  })

  it.each(['0.0.0.0', '127.0.0.1'])(
    'refuses one that is in use on %s, and names the option',
    async (host) => {
      const port = await freePort()
      await occupy(port, host)
      await expect(requirePort(port, '--port')).rejects.toThrow(
        `Port ${port} is in use; choose another one with --port`,
      )
    },
  )
})

describe('parsePort', () => {
  it('accepts the first and the last port', () => {
    expect(parsePort('1', '--port')).toBe(1)
    expect(parsePort('65535', '--port')).toBe(65_535)
  })

  it.each(['0', '65536', '', ' 80', '8e3', '80.5', '-1'])('refuses "%s"', (text) => {
    expect(() => parsePort(text, '--port')).toThrow(`--port: not a port from 1 to 65535 ("${text}")`)
  })
})
