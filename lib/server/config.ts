import { hostLabel } from '@/lib/chain/rpc/host-label'
import type { Deployment } from '@/lib/deployment'
import { readDeployment } from '@/lib/deployment/file'
import { hasTag } from '@/lib/math'

export interface NodeConfig {
  readonly url: string
  /** The host without what may be a key, and never the path; numbered where several nodes share a host. */
  readonly label: string
}

export interface ServerConfig {
  readonly deployment: Deployment
  /** The first is preferred. */
  readonly nodes: readonly NodeConfig[]
}

/**
 * Thrown where the environment does not say what to watch. The launcher already refuses to start then; this covers
 * every other way to start.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly tag = 'config'
}

export const isConfigError = (error: unknown): error is ConfigError => hasTag(error, 'config')

/**
 * What the server watches: `DEPLOYMENT`, the path of a deployment file, and `RPC_URL`, nodes with commas between.
 * @throws ConfigError
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ServerConfig {
  if (!env.DEPLOYMENT) throw new ConfigError('DEPLOYMENT: is missing')
  if (!env.RPC_URL) throw new ConfigError('RPC_URL: is missing')
  const parsed = readDeployment(env.DEPLOYMENT)
  if (parsed.failed !== undefined) throw new ConfigError(parsed.failed)
  return { deployment: parsed.ok, nodes: nodesOf(env.RPC_URL) }
}

function nodesOf(urls: string): readonly NodeConfig[] {
  const all = [...new Set(urls.split(',').map((url) => url.trim()))].map((url) => {
    // The text may hold a key, so an unusable one is not shown.
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw new ConfigError('RPC_URL: not an http or https URL')
    }
    return { url, host: hostLabel(url) }
  })
  return all.map(({ url, host }, index) => {
    const earlier = all.slice(0, index).filter((other) => other.host === host).length
    return { url, label: earlier === 0 ? host : `${host} (${earlier + 1})` }
  })
}
