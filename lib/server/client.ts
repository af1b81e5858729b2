import { randomUUID } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv4 } from 'node:net'
import { ConfigError } from './config'

/** Addresses of proxies whose `X-Forwarded-For` is believed; empty where only the socket counts. */
export type TrustedProxies = Pick<BlockList, 'check'>

/**
 * `TRUSTED_PROXY`: addresses and subnets of proxies in front of this server, with commas between.
 * @throws ConfigError
 */
export function trustedProxies(text: string | undefined): TrustedProxies {
  const list = new BlockList()
  for (const entry of (text ?? '').split(',').map((part) => part.trim())) {
    if (entry === '') continue
    const [address = '', prefix, ...rest] = entry.split('/')
    const version = isIP(address)
    const bits = prefix === undefined ? (version === 4 ? 32 : 128) : Number(prefix || Number.NaN)
    const isBits = Number.isInteger(bits) && bits >= 0 && bits <= (version === 4 ? 32 : 128)
    if (version === 0 || !isBits || rest.length > 0) {
      throw new ConfigError(`TRUSTED_PROXY: not an address or subnet (${entry.slice(0, 64)})`)
    }
    list.addSubnet(address, bits, version === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}

/**
 * Who a request is from: the peer of the socket; or, where that is a trusted proxy, the address before it in
 * `X-Forwarded-For`, and so on. What a client writes into the header itself never counts, since it stands further left.
 * @returns a name for all addresses that one client may use: an IPv6 network of 64 bits, or an IPv4 address
 */
export function clientOf(peer: string, forwarded: string | undefined, trusted: TrustedProxies): string {
  const hops = (forwarded ?? '').split(',').map((hop) => bare(hop.trim()))
  let client = bare(peer)
  while (isTrusted(client, trusted)) {
    const hop = hops.pop()
    // A proxy that names no address counts as the client, for everybody behind it.
    if (hop === undefined || isIP(hop) === 0) break
    client = hop
  }
  return isIP(client) === 6 ? networkOf(client) : client
}

const isTrusted = (address: string, trusted: TrustedProxies): boolean =>
  isIP(address) !== 0 && trusted.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')

/** An address without brackets, port, zone, and the prefix of an IPv4 address that came over IPv6. */
function bare(text: string): string {
  const address =
    /^\[(.+?)\](:\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+)(:\d+)?$/.exec(text)?.[1] ?? text
  return address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '')
}

function networkOf(address: string): string {
  const [before = '', after] = address.toLowerCase().split('::')
  const left = before === '' ? [] : before.split(':')
  const right = after ? after.split(':') : []
  const zeros = after === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right].slice(0, 4)
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`
}

const key = Symbol.for('generator-pau-console/client-header')
const shared = globalThis as { [key]?: string }

/**
 * Adds to every request a header, with a name that nobody outside knows, that says who sent it: a handler of Next sees
 * no socket, and takes `X-Forwarded-For` from anybody.
 */
export function markClients(trusted: TrustedProxies): void {
  const header = `x-client-${randomUUID()}`
  shared[key] = header
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    const forwarded = request.headers['x-forwarded-for']
    const peer = request.socket.remoteAddress ?? ''
    request.headers[header] = clientOf(
      peer,
      Array.isArray(forwarded) ? forwarded.join(',') : forwarded,
      trusted,
    )
  })
}

/** Who sent a request; all unknown senders count as one. */
export function markedClient({ headers }: Pick<Request, 'headers'>): string {
  return (shared[key] && headers.get(shared[key])) || 'unknown'
}
