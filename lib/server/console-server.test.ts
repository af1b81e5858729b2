import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { consoleServer, startEarly } from './console-server'
import { noStore, withServer } from './respond'

describe('a process without settings', () => {
  beforeEach(() => {
    vi.stubEnv('DEPLOYMENT', '/nowhere/deployment.json')
    vi.stubEnv('RPC_URL', 'http://127.0.0.1:1')
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
  })

  it('answers every request with the reason', async () => {
    expect(() => consoleServer()).toThrow('/nowhere/deployment.json: no such file')
    const response = await withServer(() => new Response('never'))
    expect(response.status).toBe(503)
    expect(response.headers.get('cache-control')).toBe(noStore['Cache-Control'])
    expect(await response.json()).toEqual({ ok: false, problem: '/nowhere/deployment.json: no such file' })
  })

  it('starts anyway, and writes the reason where it was started', () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    startEarly()
    expect(said).toHaveBeenCalledExactlyOnceWith('/nowhere/deployment.json: no such file\n')
  })
})
