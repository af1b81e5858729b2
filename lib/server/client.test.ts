import { describe, expect, it } from 'vitest'
import { clientOf, markedClient, trustedProxies } from './client'

const nobody = trustedProxies(undefined)
const proxy = trustedProxies('10.0.0.1, 192.168.0.0/16, fd00::/8')

describe('who a request is from', () => {
  it.each([
    ['the socket, whatever the request says', '203.0.113.7', '198.51.100.1', nobody, '203.0.113.7'],
    ['the socket where no proxy spoke', '10.0.0.1', undefined, proxy, '10.0.0.1'],
    ['whom a trusted proxy names', '10.0.0.1', '198.51.100.1', proxy, '198.51.100.1'],
    [
      'not what the client wrote before the proxy did',
      '10.0.0.1',
      '1.1.1.1, 198.51.100.1',
      proxy,
      '198.51.100.1',
    ],
    [
      'the one before the last of several proxies',
      '10.0.0.1',
      '9.9.9.9, 198.51.100.1, 192.168.3.4',
      proxy,
      '198.51.100.1',
    ],
    ['the socket of a proxy that is not trusted', '203.0.113.7', '198.51.100.1', proxy, '203.0.113.7'],
    ['the proxy itself where it names no address', '10.0.0.1', 'unknown', proxy, '10.0.0.1'],
    ['an IPv4 address, also over IPv6', '::ffff:203.0.113.7', undefined, nobody, '203.0.113.7'],
    ['an address without its port', '::ffff:10.0.0.1', '198.51.100.1:4711', proxy, '198.51.100.1'],
    [
      'a network of IPv6, of which one client has every address',
      '2001:db8:1:2:3:4:5:6',
      undefined,
      nobody,
      '2001:db8:1:2::/64',
    ],
    ['the same network, written short', '2001:DB8:1:2::9', undefined, nobody, '2001:db8:1:2::/64'],
    ['a short network', '2001:db8::1', undefined, nobody, '2001:db8:0:0::/64'],
    ['the network behind a trusted one', 'fd00::5', '[2001:db8:1:2::7]:443', proxy, '2001:db8:1:2::/64'],
    ['this machine', '::1', undefined, nobody, '0:0:0:0::/64'],
  ])('names as the sender %s', (_, peer, forwarded, trusted, expected) => {
    expect(clientOf(peer, forwarded, trusted)).toBe(expected)
  })

  it('names no sender without a socket, even with a header that looks like an answer', () => {
    const headers = new Headers({ 'x-forwarded-for': '1.2.3.4', 'x-client': '1.2.3.4' })
    expect(markedClient({ headers })).toBe('unknown')
  })
})

describe('TRUSTED_PROXY', () => {
  it.each(['localhost', '10.0.0.0/33', '10.0.0.0/', '10.0.0.1/8/8', '::1/129', '10.0.0', '*'])(
    'refuses %j and names itself',
    (text) => {
      expect(() => trustedProxies(text)).toThrow(`TRUSTED_PROXY: not an address or subnet (${text})`)
    },
  )
})
