import type { Rpc } from '../rpc'
import { hostLabel } from '../rpc/host-label'

/** The source that answered the reads of a reading. */
export interface ReadBy extends Pick<Rpc, 'label' | 'kind'> {
  /** Set where it came through the console's server, which asked this node. */
  readonly overServer?: true
}

export const SERVER_LABEL = "this console's server"

/** A reading as a browser has it that got it from the server. */
export function overServer<T extends { readonly by: ReadBy }>(reading: T): T {
  return { ...reading, by: { ...reading.by, overServer: true } }
}

/** "this console's server (node.example)", or the source itself. */
export function readByWords({ label, overServer: isOver }: ReadBy): string {
  return isOver ? `${SERVER_LABEL} (${label})` : label
}

/**
 * Whether two sources are one: the console's server counts as the nodes that it asks, and two names of one host count
 * as one node. Nobody can tell which node a wallet asks.
 * @param serverNodes labels of the server's nodes, as far as it told them
 */
export function isSameSource(a: ReadBy, b: ReadBy, serverNodes: readonly string[]): boolean {
  const others = endpointsOf(b, serverNodes)
  return endpointsOf(a, serverNodes).some((endpoint) => others.includes(endpoint))
}

/** The sources without duplicates: of several that are the same, the first. */
export function distinctSources<T extends ReadBy>(
  sources: readonly T[],
  serverNodes: readonly string[],
): readonly T[] {
  return sources.filter(
    (source, index) => !sources.slice(0, index).some((other) => isSameSource(source, other, serverNodes)),
  )
}

const server = 'the server'

function endpointsOf(
  { label, kind, overServer: isOver }: ReadBy,
  serverNodes: readonly string[],
): readonly string[] {
  if (kind === 'wallet') return [`wallet ${label}`]
  const host = hostIn(label)
  if (isOver) return [server, host]
  return kind === 'server' || host === ownHost() ? [server, ...serverNodes.map(hostIn)] : [host]
}

/** The host in a label, which may add a number where there are several nodes of one host. */
function hostIn(label: string): string {
  return label
    .replace(/ \(\d+\)$/, '')
    .toLowerCase()
    .replace(/^(127\.0\.0\.1|\[::1\])(?=:|$)/, 'localhost')
}

function ownHost(): string | null {
  const host = globalThis.location?.host
  return host ? hostIn(hostLabel(`http://${host}`)) : null
}
