import type { Address } from 'viem'
import { problemOf, TransportError } from '@/lib/chain/errors'
import { isSameSource, overServer, SERVER_LABEL } from '@/lib/chain/read/read-by'
import { gatheredFrom, type Reading, read, readHasMulticall, readHead } from '@/lib/chain/read/reader'
import type { Rpc } from '@/lib/chain/rpc'
import { clockDissent } from '@/lib/chain/rpc/block-clock'
import { dissentIn, type NodeStatus } from '@/lib/chain/wire/status'
import type { WatchedHash } from '@/lib/console/facts/watchlist'
import { type Deployment, identityOf } from '@/lib/deployment'
import { calendarTime, pageTime } from '../page/time'
import { openFeed, type Silence } from './feed'
import { OwnReads } from './own-reads'
import type { LiveState } from './state'

/** How often the chain is read directly while the server is silent [ms]. */
const directEvery = 2_000

/**
 * The live picture of one browser: fed by the server's stream, read directly from a node or wallet while the
 * stream is silent. One object feeds every view, so all of them show the same block.
 */
export class LiveStore {
  private state: LiveState
  private readonly listeners = new Set<() => void>()
  /** What the server sent, without the questions about the connected account; or what was read directly, with them. */
  private base: { readonly reading: Reading; readonly seenAt: number } | null = null
  private account: Address | null = null
  /** Transactions of Safes that somebody looks at or signed here, each list as long as its watcher is there. */
  private readonly watching = new Set<readonly WatchedHash[]>()
  /** Accounts that somebody looks at, likewise. */
  private readonly asking = new Set<readonly Address[]>()
  private sources: readonly Rpc[] = []
  private readonly multicall = new WeakMap<Rpc, boolean>()
  private direct: ReturnType<typeof setTimeout> | null = null
  private whyDirect = whyDirect.silent
  private throughServer = true
  private readonly own: OwnReads

  constructor(
    private readonly deployment: Deployment,
    initial: { readonly reading: Reading; readonly seenAt: number } | null,
  ) {
    this.state = { picture: null, source: null, rpc: [], problem: null, dissent: null, own: 'none' }
    this.own = new OwnReads({
      base: () => this.base?.reading ?? null,
      questions: () => ({
        ...{ account: this.account, others: [...this.asking].flat() },
        watched: [...this.watching].flat(),
      }),
      complete: (asked) => this.complete(asked),
      onChange: () => this.show(),
    })
    if (initial) {
      const { seenAt } = initial
      const reading = overServer(initial.reading)
      this.base = { reading, seenAt }
      this.state = { ...this.state, picture: this.picture(reading, seenAt), source: server }
    }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly snapshot = (): LiveState => this.state

  /** Nodes to read directly, in order of preference: the server's proxy, the deployment's public one, the wallet. */
  setSources(sources: readonly Rpc[]): void {
    this.sources = sources
  }

  /** The connected account: its rights are read with every block from now on. */
  setAccount(account: Address | null): void {
    if (account === this.account) return
    this.account = account
    this.askOwn()
  }

  /** Reads the approvals of these transactions with every block from now on. @returns ends it. */
  watch(entries: readonly WatchedHash[]): () => void {
    this.watching.add(entries)
    this.askOwn()
    return () => void this.watching.delete(entries)
  }

  /** Reads the rights of these accounts with every block from now on. @returns ends it. */
  askAbout(accounts: readonly Address[]): () => void {
    this.asking.add(accounts)
    this.askOwn()
    return () => void this.asking.delete(accounts)
  }

  start(): () => void {
    const close = openFeed(identityOf(this.deployment), this.base?.reading ?? null, {
      onReading: (reading, ageSeconds) => {
        this.arrive(overServer(reading), pageTime() - ageSeconds * 1000, server)
        this.stopDirect()
      },
      onStatus: (rpc) => this.onStatus(rpc),
      onSilence: (why) => this.startDirect(whyDirect[why], true),
    })
    return () => {
      close()
      this.stopDirect()
      this.own.stop()
    }
  }

  private onStatus(rpc: readonly NodeStatus[]): void {
    const isDown = rpc.length > 0 && rpc.every(({ state }) => state !== 'ok')
    const isServed = this.state.source?.kind !== 'direct'
    this.publish({ rpc, ...(isServed ? { dissent: dissentIn(rpc) } : {}) })
    if (isDown) {
      const nodes = rpc.map(({ label, problem }) => `${label}: ${problem ?? 'unusable'}`)
      this.startDirect(`No node of the server answers (${nodes.join('; ')}).`, false)
    } else {
      // A direct reading stays until the server sends a reading of its node.
      this.stopDirect()
      this.publish({ problem: null })
    }
  }

  /** @param throughServer whether the server's proxy to its nodes is tried too */
  private startDirect(why: string, throughServer: boolean): void {
    this.whyDirect = why
    this.throughServer = throughServer
    if (this.direct !== null) return
    this.publish({ problem: `${why} Trying to read the chain directly.` })
    const turn = async () => {
      await this.readDirect()
      if (this.direct !== null) this.direct = setTimeout(turn, directEvery)
    }
    this.direct = setTimeout(turn, 0)
  }

  private stopDirect(): void {
    if (this.direct !== null) clearTimeout(this.direct)
    this.direct = null
  }

  /** Takes a reading from the first source that can give a complete one. */
  private async readDirect(): Promise<void> {
    const known = this.base?.reading.known
    if (!known) return
    const problems: string[] = []
    for (const rpc of this.sources.filter(({ kind }) => kind !== 'server' || this.throughServer)) {
      try {
        const head = await readHead(rpc)
        const shown = this.base?.reading.block
        if (this.direct === null) return
        if (shown?.hash === head.hash) {
          this.publish({ source: { kind: 'direct', label: rpc.label }, problem: this.directly(rpc) })
          return
        }
        if (shown && head.number + 3n < shown.number) {
          problems.push(`${rpc.label} is at block ${head.number}, behind what was seen`)
          continue
        }
        const seed = this.base?.reading.answers.keys()
        const reading = await read(rpc, this.deployment, head, stale(known), {
          hasMulticall: await this.hasMulticall(rpc),
          ...(seed ? { seed } : {}),
        })
        if (this.direct === null) return
        const source = { kind: 'direct', label: rpc.label } as const
        this.arrive(reading, pageTime(), source, this.directly(rpc))
        return
      } catch (error) {
        problems.push(problemOf(rpc, error))
      }
    }
    this.publish({
      problem: `${this.whyDirect} ${problems.length === 0 ? 'There is no other way to the chain here.' : `Nor does anything else (${problems.join('; ')}).`} What is shown is of the block named above; actions can still be signed.`,
    })
  }

  private directly(rpc: Rpc): string {
    return `${this.whyDirect} Reading the chain directly through ${rpc.label}.`
  }

  private async hasMulticall(rpc: Rpc): Promise<boolean> {
    const known = this.multicall.get(rpc)
    if (known !== undefined) return known
    const found = await readHasMulticall(rpc)
    this.multicall.set(rpc, found)
    return found
  }

  /** Shows a reading. The answers to this browser's own questions are added when they arrive. */
  private arrive(
    reading: Reading,
    seenAt: number,
    source: LiveState['source'],
    problem: string | null = null,
  ): void {
    const before = this.base
    // The same block again (a reconnect, another tab) keeps the time at which it was first seen.
    const isSame = before?.reading.block.hash === reading.block.hash
    const base = { reading, seenAt: isSame ? before.seenAt : seenAt }
    // Throws where the reading cannot be shown, before anything has changed.
    const picture = this.picture(this.own.joined(reading), base.seenAt)
    this.base = base
    const dissent = this.dissentOf(reading, source, isSame)
    this.publish({ source, problem, dissent, own: this.own.state, picture })
    this.own.ask()
  }

  /** What contradicts a reading: for the server's, what it said of its nodes; for one that was read here, the clock. */
  private dissentOf({ block }: Reading, source: LiveState['source'], isSame: boolean): string | null {
    if (source?.kind !== 'direct') return dissentIn(this.state.rpc)
    if (isSame) return this.state.dissent
    const { blockTimeSeconds } = this.deployment
    return dissentIn([
      { dissent: clockDissent(block, source.label, calendarTime() / 1_000, blockTimeSeconds) },
    ])
  }

  /** Draws the picture again: the reading, and the answers that are known to this browser's own questions. */
  private show(patch: Partial<LiveState> = {}): void {
    const { base, own } = this
    const picture = base && this.picture(own.joined(base.reading), base.seenAt)
    this.publish({ ...patch, own: own.state, ...(picture ? { picture } : {}) })
  }

  private askOwn(): void {
    this.show()
    this.own.ask()
  }

  /**
   * Answers to the questions that remain, at the same block. They come from the source of the picture, so that it rests
   * on one source; from another only where that one gives none.
   */
  private async complete({ block, known, answers, by }: Reading): Promise<Reading> {
    const nodes = this.state.rpc.map(({ label }) => label)
    const isSame = (rpc: Rpc) => Number(isSameSource(rpc, by, nodes))
    let problem: unknown
    for (const rpc of this.sources.toSorted((a, b) => isSame(b) - isSame(a))) {
      try {
        const hasMulticall = await this.hasMulticall(rpc)
        return await read(rpc, this.deployment, block, known, { hasMulticall, answers })
      } catch (error) {
        problem = error
      }
    }
    throw problem ?? new TransportError('eth_call', 'there is nobody to ask')
  }

  private picture(reading: Reading, seenAt: number): LiveState['picture'] {
    const { facts } = gatheredFrom(this.deployment, reading)
    return { reading, facts, seenAt }
  }

  private publish(patch: Partial<LiveState>): void {
    this.state = { ...this.state, ...patch }
    for (const listener of this.listeners) listener()
  }
}

const server = { kind: 'server', label: SERVER_LABEL } as const

/** Why the chain is read here. */
const whyDirect: Readonly<Record<Silence, string>> = {
  silent: 'The server of this console does not answer.',
  foreign:
    'What the server of this console sends is not for this page: it was updated, or serves another deployment now. Load the page anew.',
}

/** Without the server no new events are learned: what is known stays, and its coverage says so. */
function stale(known: Reading['known']): Reading['known'] {
  const problem = `Events after block ${known.coverage.toBlock ?? known.coverage.fromBlock} are not read while the server does not answer.`
  return { ...known, coverage: { ...known.coverage, problem } }
}
