import { errorLine } from '@/lib/chain/errors'
import { ChainService } from './chain-service'
import { markClients, trustedProxies } from './client'
import { readConfig } from './config'
import { InFlight } from './in-flight'
import { Metrics } from './metrics'
import { ChainNode } from './node'
import { guardOutput } from './redact'
import { Streams } from './stream'
import { TokenBuckets } from './token-bucket'

/** What one process serves. */
export interface ConsoleServer {
  readonly service: ChainService
  readonly streams: Streams
  readonly metrics: Metrics
  /** What browsers may ask through the server, per second and at once. */
  readonly rpcLimits: TokenBuckets
  readonly rpcInFlight: InFlight
}

/** Calls that a client may make at once, and per second: a console that reads for itself needs about ten. */
const rpcBurst = 1_000
const rpcPerSecond = 100

/** Calls of a client that may be under way at once: more than the pages of one person ever make. */
const rpcAtOnce = 400

const key = Symbol.for('generator-pau-console/chain-service')
const shared = globalThis as { [key]?: ConsoleServer }

/**
 * The one server of this process, started on first use. It is kept on `globalThis`, since Next instantiates a module
 * more than once.
 * @throws ConfigError
 */
export function consoleServer(): ConsoleServer {
  shared[key] ??= startServer()
  return shared[key]
}

/** The chain service of this process, started on first use. @throws ConfigError */
export function chainService(): ChainService {
  return consoleServer().service
}

/** Starts the server before anyone asks for it. Never throws, since Next would then answer nothing at all. */
export function startEarly(): void {
  guardOutput()
  try {
    consoleServer()
  } catch (error) {
    // Every request is answered with this; whoever started the process should see it too.
    process.stderr.write(`${errorLine(error)}\n`)
  }
}

function startServer(): ConsoleServer {
  const { deployment, nodes } = readConfig(process.env)
  markClients(trustedProxies(process.env.TRUSTED_PROXY))
  const service = new ChainService(
    deployment,
    nodes.map((node) => new ChainNode(node, deployment.chainId, fetch, deployment.blockTimeSeconds)),
  )
  const streams = new Streams(service)
  service.start()
  // Next waits for open connections before it ends, and a stream never ends by itself.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => service.close())
  return {
    service,
    streams,
    metrics: new Metrics(service, streams),
    rpcLimits: new TokenBuckets(rpcBurst, rpcPerSecond),
    rpcInFlight: new InFlight(rpcAtOnce),
  }
}
