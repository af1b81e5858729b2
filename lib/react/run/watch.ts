import type { Address } from 'viem'
import { distinctSources } from '@/lib/chain/read/read-by'
import type { Rpc } from '@/lib/chain/rpc'
import { type Tracked, track, trackByNonce } from '@/lib/chain/track'
import type { Other } from '@/lib/chain/track/sent-again'
import { isSettled, isSought, type Run, type RunCall } from '.'

/** How often to look for what was sent just now, and how often for what may still move to another block [ms]. */
const soon = 1_000
const later = 15_000

/** After this time without a trace, a transaction is looked for at the slower pace [ms]. */
const patience = 60_000

/** Looks for what was sent through every source, as long as a later block can still change its place. */
export class RunWatch {
  private sources: readonly Rpc[] = []
  /** The sources whose word counts. A node with two names is asked twice, but counts once. */
  private counted: readonly string[] = []
  private timer: ReturnType<typeof setTimeout> | null = null
  private looking = false
  /** A block arrived during a look. */
  private again = false
  private stopped = false

  constructor(
    private readonly runs: () => readonly Run[],
    private readonly saw: (run: Run, index: number, found: Tracked) => void,
    private readonly now: () => number,
  ) {}

  setSources(sources: readonly Rpc[], serverNodes: readonly string[]): void {
    this.sources = sources
    this.counted = distinctSources(sources, serverNodes).map(({ label }) => label)
    this.lookNow()
  }

  /** Looks at once: a block arrived, or a wallet answered. */
  lookNow(): void {
    if (this.stopped) return
    if (this.looking) {
      this.again = true
      return
    }
    this.plan(0)
  }

  /** Looks in a moment: something was sent. */
  lookSoon(): void {
    if (!this.looking && !this.stopped && this.timer === null) this.plan(soon)
  }

  start(): void {
    this.stopped = false
    this.lookNow()
  }

  stop(): void {
    this.stopped = true
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
  }

  private plan(wait: number): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.turn(), wait)
  }

  private async turn(): Promise<void> {
    this.timer = null
    this.looking = true
    await this.look()
    this.looking = false
    const sought = this.sought()
    if (this.stopped || sought.length === 0) return
    const urgent = sought.some(({ run, call }) => isUrgent(run, call, this.now()))
    this.plan(this.again ? 0 : urgent ? soon : later)
    this.again = false
  }

  private async look(): Promise<void> {
    if (this.sources.length === 0) return
    for (const { run, index, call } of this.sought()) {
      const found = await this.find(run, call)
      // Where only the second name of a node answered, it counts for the node.
      const by = found.by.filter((label) => this.counted.includes(label))
      this.saw(run, index, { ...found, by: by.length > 0 ? by : found.by.slice(0, 1) })
    }
  }

  private find(
    { from, chainId, since }: Run,
    { to, data, value, dialogue, safeTxHash }: RunCall,
  ): Promise<Tracked> {
    const handed = { from, chainId, since, to, data, value, ...(safeTxHash ? { safeTxHash } : {}) }
    if (dialogue.state === 'superseded') return trackByNonce(this.sources, handed, this.claimed())
    if (dialogue.state !== 'submitted') return trackByNonce(this.sources, handed, this.answered())
    const { hash, nonce } = dialogue
    return track(this.sources, { ...handed, hash, nonce }, this.answered())
  }

  /** Transactions that are known by a wallet's own answer, so that no other request sent them. */
  private answered(): readonly Other[] {
    return this.runs().flatMap(({ from, calls }) => calls.flatMap((call) => answeredBy(from, call)))
  }

  /** A transaction that belongs to the later review does not belong to the replaced one. */
  private claimed(): readonly Other[] {
    const found = this.runs().flatMap(({ from, calls }) =>
      calls.flatMap(({ dialogue, evidence }) =>
        dialogue.state !== 'superseded' && evidence && 'hash' in evidence
          ? [{ from, hash: evidence.hash, nonce: null }]
          : [],
      ),
    )
    return [...this.answered(), ...found]
  }

  private sought() {
    const now = this.now()
    return this.runs().flatMap((run) =>
      run.calls.flatMap((call, index) =>
        isSought(call, run, now) && !isSettled(call) ? [{ run, index, call }] : [],
      ),
    )
  }
}

function answeredBy(from: Address, { dialogue, evidence }: RunCall): readonly Other[] {
  if (dialogue.state !== 'submitted') return []
  const { hash, nonce } = dialogue
  const seen = evidence && 'hash' in evidence ? evidence.hash : hash
  // A wallet that sent the same again with another fee used the same nonce.
  const used = nonce ?? (evidence?.state === 'mined' ? evidence.nonce : null) ?? null
  return [...new Set([hash, seen])].map((each) => ({ from, hash: each, nonce: used }))
}

/** Whether a transaction is on its way as far as is known, and was sent a short time ago. */
function isUrgent(run: Run, { dialogue, evidence }: RunCall, now: number): boolean {
  if (evidence === null || evidence.state === 'missing') {
    const since = evidence?.unseenSince ?? (dialogue.state === 'submitted' ? dialogue.at : run.at)
    return now - since < patience
  }
  return evidence.state === 'pending'
}
