import { describe, expect, it } from 'vitest'
import { parseEnvironment } from './environment'

const valid = { DEPLOYMENT: 'x.json', RPC_URL: 'https://rpc.example.org/v2/secret-key' }

describe('parseEnvironment', () => {
  it('reads several RPCs in their order, and port 3000 by default', () => {
    const { rpcUrls, port } = parseEnvironment({
      ...valid,
      RPC_URL: 'https://a.example/key, http://b.example',
    })
    expect(rpcUrls).toEqual(['https://a.example/key', 'http://b.example'])
    expect(port).toBe(3000)
  })

  it.each([
    [{ DEPLOYMENT: undefined }, 'DEPLOYMENT: is missing'],
    [{ RPC_URL: '' }, 'RPC_URL: is missing'],
    [{ RPC_URL: 'secret-key' }, 'RPC_URL: not an http or https URL'],
    [{ RPC_URL: 'wss://rpc.example.org/secret-key' }, 'RPC_URL: not an http or https URL'],
    [{ RPC_URL: 'https://a.example,' }, 'RPC_URL[1]: is empty'],
    [{ RPC_URL: 'https://a.example,https://a.example' }, 'RPC_URL[1]: same as RPC_URL[0]'],
    [{ TRUSTED_PROXY: 'nginx' }, 'TRUSTED_PROXY: not an address or subnet (nginx)'],
    [{ PORT: '0' }, 'PORT: not a port from 1 to 65535 ("0")'],
    [{ PORT: '80a' }, 'PORT: not a port from 1 to 65535 ("80a")'],
  ])('names the variable of %j', (change, line) => {
    expect(() => parseEnvironment({ ...valid, ...change })).toThrow(line)
  })

  it('shows no key in an error', () => {
    expect(() => parseEnvironment({ ...valid, RPC_URL: 'secret-key' })).not.toThrow(/secret-key/)
    expect(() => parseEnvironment({ ...valid, RPC_URL: 'ftp://a.example/secret-key' })).not.toThrow(
      /secret-key/,
    )
  })
})
