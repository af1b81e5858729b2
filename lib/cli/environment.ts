import { trustedProxies } from '@/lib/server/client'
import { isConfigError } from '@/lib/server/config'
import { checkSafeInterfaces } from '@/lib/server/safe-interfaces'
import { parsePort } from './ports'
import { CliError } from './print'

export type Environment = {
  /** Path of the deployment file. */
  readonly deployment: string
  /** The first is preferred. */
  readonly rpcUrls: readonly string[]
  readonly port: number
  /** Whether a database was named. */
  readonly hasDatabase: boolean
}

/**
 * The nodes of RPC_URL, in their order.
 * @throws CliError that names the variable, and never shows what may hold a key
 */
export function parseRpcUrls(text: string | undefined): string[] {
  if (!text) throw new CliError('RPC_URL: is missing; set it to the URL of a node, or several with commas')
  const urls = text.split(',').map((url) => url.trim())
  urls.forEach((url, index) => {
    const which = urls.length === 1 ? 'RPC_URL' : `RPC_URL[${index}]`
    if (url === '') throw new CliError(`${which}: is empty`)
    // The text may hold a key, so an unusable one is not shown.
    if (!URL.canParse(url) || !['http:', 'https:'].includes(new URL(url).protocol)) {
      throw new CliError(`${which}: not an http or https URL`)
    }
    if (urls.indexOf(url) !== index) throw new CliError(`${which}: same as RPC_URL[${urls.indexOf(url)}]`)
  })
  return urls
}

/** The server reads it itself; a fault in it is reported here, before that. */
function reported(check: () => unknown): void {
  try {
    check()
  } catch (error) {
    throw isConfigError(error) ? new CliError(error.message) : error
  }
}

/**
 * Settings of `npm start` from the environment.
 * @throws CliError that names the variable
 */
export function parseEnvironment(env: Readonly<Record<string, string | undefined>>): Environment {
  if (!env.DEPLOYMENT) throw new CliError('DEPLOYMENT: is missing; set it to the path of a deployment file')
  reported(() => trustedProxies(env.TRUSTED_PROXY))
  reported(() => checkSafeInterfaces(env.SAFE_INTERFACES))
  return {
    deployment: env.DEPLOYMENT,
    rpcUrls: parseRpcUrls(env.RPC_URL),
    port: parsePort(env.PORT || '3000', 'PORT'),
    hasDatabase: Boolean(env.DATABASE_URL),
  }
}
