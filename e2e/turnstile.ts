import { setTimeout as wait } from 'node:timers/promises'
import { httpRpc, type Rpc } from '../lib/chain/rpc'
import { bytesOf, type LocalHttp, openHttp, post } from './local-http'

const JSON_TYPE = { 'content-type': 'application/json' }

/** What only reads. Everything else may make a block, or change one. */
const READS = /^(eth_(?!send)|net_|txpool_|web3_)/

/** Longest time that whoever changes the chain keeps readers waiting: some wait for a block themselves [ms]. */
const LONGEST = 2_000

/**
 * Stands before Anvil and lets whoever changes the chain in alone.
 *
 * While Anvil mines, it answers a call at the block before with the state after: `block.number` and `block.timestamp` are
 * those of the block that was asked for, and storage is that of the next (Anvil 1.7.1: one call in twenty of six callers,
 * beside a block every few milliseconds). No node of a live chain does that, and nobody could tell it from the truth.
 */
export async function openTurnstile(upstream: string): Promise<LocalHttp> {
  const anvil = httpRpc(upstream, { timeout: 60_000 })
  const turns = new Turns()

  return openHttp(async (request, response) => {
    const body = await bytesOf(request)
    const forward = () => post(upstream, body)
    const { status, bytes } = onlyReads(body)
      ? await turns.together(forward)
      : await turns.alone(forward, async () => (sends(body) ? mined(anvil) : undefined))
    response.writeHead(status, JSON_TYPE).end(bytes)
  })
}

/** Readers together, in turn with one writer at a time. */
class Turns {
  private writing: Promise<unknown> = Promise.resolve()
  private readonly reading = new Set<Promise<unknown>>()

  async together<T>(read: () => Promise<T>): Promise<T> {
    for (let last: unknown; last !== this.writing; ) {
      last = this.writing
      await last
    }
    const answer = read()
    const done: Promise<unknown> = answer.catch(() => undefined).then(() => this.reading.delete(done))
    this.reading.add(done)
    return answer
  }

  alone<T>(write: () => Promise<T>, settled: () => Promise<unknown>): Promise<T> {
    const answer = this.writing.then(() => Promise.all(this.reading)).then(write)
    const whole = answer.then(settled).catch(() => undefined)
    const late = this.writing.then(() => wait(LONGEST, undefined, { ref: false }))
    this.writing = Promise.race([whole, late])
    return answer
  }
}

/** Mining on demand goes on after the answer to who sent a transaction. Where blocks are held, nothing is mined. */
async function mined(anvil: Rpc): Promise<void> {
  const deadline = performance.now() + LONGEST
  while (performance.now() < deadline) {
    const [automine, pool] = await Promise.all([
      anvil.request<boolean>('anvil_getAutomine', []),
      anvil.request<{ readonly pending: string }>('txpool_status', []),
    ])
    if (!automine || BigInt(pool.pending) === 0n) return
    await wait(5)
  }
}

const sends = (body: Buffer): boolean => methodsIn(body).some((method) => method.startsWith('eth_send'))

const onlyReads = (body: Buffer): boolean => methodsIn(body).every((method) => READS.test(method))

const METHOD = '"method":"'

/** The methods of a body, found without parsing it: pictures are large. As JSON.stringify writes them. */
function methodsIn(body: Buffer): readonly string[] {
  const methods: string[] = []
  for (let at = body.indexOf(METHOD); at !== -1; at = body.indexOf(METHOD, at)) {
    at += METHOD.length
    methods.push(body.toString('latin1', at, body.indexOf('"', at)))
  }
  // A body that is written otherwise, or names none, has the turnstile for itself.
  return methods.length > 0 ? methods : ['']
}
