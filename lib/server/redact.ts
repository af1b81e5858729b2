import { isRpcError, RpcError } from '@/lib/chain/errors'
import type { Rpc } from '@/lib/chain/rpc'

/** Shorter parts of a path are names of versions and networks, not keys. */
const shortestKey = 8

/** The parts of a URL that may be a key: user name, password, query values and long parts of the path. */
function secretsOf(text: string): readonly string[] {
  const url = new URL(text)
  const path = url.pathname.split('/').filter((part) => part.length >= shortestKey)
  const given = [url.username, url.password, ...path, ...url.searchParams.values()]
  const spelled = given.filter((part) => part !== '').flatMap((part) => [part, decodeURIComponent(part)])
  return [text, url.href, ...spelled].sort((a, b) => b.length - a.length)
}

/** The same node, but what it says in an error never repeats its URL or a key of it. */
export function redacted(rpc: Rpc, url: string): Rpc {
  const secrets = secretsOf(url)
  const clean = (text: string) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
  return {
    ...rpc,
    request: async <T>(method: string, params: readonly unknown[]): Promise<T> => {
      try {
        return await rpc.request<T>(method, params)
      } catch (error) {
        if (!isRpcError(error)) throw error
        throw new RpcError(method, error.code, clean(error.message), error.data)
      }
    },
  }
}
