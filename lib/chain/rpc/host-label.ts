/**
 * The host of a node as people may see it. Some providers put the key into a sub-domain, so only known words are shown
 * before the registered name.
 */
export function hostLabel(url: string): string {
  const { hostname, port } = new URL(url)
  const { hidden, rest } = partsOf(hostname)
  return `${hidden.length === 0 ? '' : '….'}${rest}${port === '' ? '' : `:${port}`}`
}

/** Parts of a host name that may be a key: each one, and all that the label leaves out. */
export function hiddenInHost(url: string): readonly string[] {
  const { hidden } = partsOf(new URL(url).hostname)
  return hidden.length === 0
    ? []
    : [...new Set([hidden.join('.'), ...hidden.filter((label) => !isOfWords(label))])]
}

interface HostParts {
  readonly hidden: readonly string[]
  readonly rest: string
}

/** Everything up to the last part that might be a key is hidden. */
function partsOf(hostname: string): HostParts {
  const labels = hostname.split('.')
  if (/^\[|^\d+(\.\d+){3}$/.test(hostname)) return { hidden: [], rest: hostname }
  const free = labels.length - registered(labels)
  const last = labels.slice(0, Math.max(0, free)).findLastIndex((label) => !isOfWords(label))
  return { hidden: labels.slice(0, last + 1), rest: labels.slice(last + 1).join('.') }
}

/** How many parts the registered name has: `rpc.example`, `node.co.uk`. */
function registered(labels: readonly string[]): number {
  const [second = '', top = ''] = labels.slice(-2)
  return top.length === 2 && /^(ac|co|com|edu|gov|go|net|ne|or|org)$/.test(second) ? 3 : 2
}

/**
 * Whether a part consists of words for networks, places and services, with at most a short number: "eth-mainnet",
 * "eu-west-1".
 */
const isOfWords = (label: string): boolean =>
  label.split('-').every((word) => words.has(word.replace(/\d{1,2}$/, '')))

const words: ReadonlySet<string> = new Set([
  ...['', 'ethereum', 'eth', 'mainnet', 'main', 'sepolia', 'holesky', 'hoodi', 'testnet', 'devnet', 'l1'],
  ...[
    'rpc',
    'rpcs',
    'jsonrpc',
    'api',
    'node',
    'nodes',
    'www',
    'http',
    'https',
    'public',
    'archive',
    'full',
    'gateway',
    'proxy',
  ],
  ...[
    'geth',
    'reth',
    'erigon',
    'besu',
    'nethermind',
    'anvil',
    'execution',
    'blockchain',
    'chain',
    'cluster',
    'svc',
    'internal',
  ],
  ...[
    'eu',
    'us',
    'uk',
    'de',
    'ap',
    'asia',
    'east',
    'west',
    'north',
    'south',
    'central',
    'northeast',
    'southeast',
    'g',
    'prod',
    'staging',
    'dev',
  ],
])
