import type { EIP1193Provider, Hex } from 'viem'
import type { Action } from '@/lib/actions'
import { errorLine } from '@/lib/chain/errors'
import type { Rpc } from '@/lib/chain/rpc'
import { track } from '@/lib/chain/track'
import { parse, stringify } from '@/lib/chain/wire'
import { advance, type CallStatus, isOpen, type Run, type RunCall, resumed } from './run'

/** How often submitted transactions are looked for [ms]. */
const trackEvery = 1_000

/** Runs that are kept in the browser. */
const kept = 20

/**
 * What was signed from this browser, kept in its storage: a reload loses nothing. The wallet sends; the console
 * follows the hash through every source it has.
 */
export class RunStore {
  private runs: readonly Run[] = []
  private readonly listeners = new Set<() => void>()
  private sources: readonly Rpc[] = []
  private timer: ReturnType<typeof setTimeout> | null = null

  constructor(
    private readonly chainId: number,
    private readonly storage: Pick<Storage, 'getItem' | 'setItem'> | null,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly snapshot = (): readonly Run[] => this.runs

  /** Loads what was kept and follows what is still open. @returns ends it. */
  start(): () => void {
    const text = this.storage?.getItem(this.key)
    this.publish(text ? parseRuns(text).map(resumed) : [])
    this.follow()
    // Another tab signed or saw something: both show the same list, and neither overwrites the other's.
    const onStorage = ({ key, newValue }: StorageEvent) => {
      if (key !== this.key || newValue === null) return
      this.show(parseRuns(newValue))
      this.follow()
    }
    globalThis.addEventListener?.('storage', onStorage)
    return () => {
      globalThis.removeEventListener?.('storage', onStorage)
      if (this.timer !== null) clearTimeout(this.timer)
      this.timer = null
    }
  }

  setSources(sources: readonly Rpc[]): void {
    this.sources = sources
  }

  /**
   * Asks the wallet for every call of the action in turn; a refusal ends it there.
   * @param id Names the run, so that the caller finds it while the wallet is still asking.
   */
  async sign(action: Action, provider: EIP1193Provider, id = newRunId()): Promise<void> {
    const run: Run = {
      id,
      chainId: this.chainId,
      request: action.request,
      title: action.title,
      from: action.from,
      calls: action.calls.map((call) => ({ ...call, ...executionOf(action), status: { state: 'waiting' } })),
      effects: action.effects.filter(({ timed, passing }) => !timed && !passing),
    }
    this.publish([run, ...this.runs].slice(0, kept))
    await this.proceed(run.id, provider)
  }

  /** Goes on with the calls of a run that were not sent. */
  async proceed(id: string, provider: EIP1193Provider): Promise<void> {
    const run = this.runs.find((entry) => entry.id === id)
    for (const [index, call] of (run?.calls ?? []).entries()) {
      if (!isUnsent(call.status)) continue
      this.update(id, index, { state: 'signing' })
      const status = await this.send(provider, run as Run, index)
      this.update(id, index, status)
      if (status.state !== 'submitted') return
      this.follow()
    }
  }

  /** Takes a run that is no longer under way off the list. */
  dismiss(id: string): void {
    this.publish(this.runs.filter((run) => run.id !== id || isOpen(run)))
  }

  private async send(provider: EIP1193Provider, run: Run, index: number): Promise<CallStatus> {
    const call = run.calls[index]
    if (!call) return { state: 'not-sent', problem: 'There is no such call.' }
    try {
      const chainId = Number(await provider.request({ method: 'eth_chainId' }))
      if (chainId !== this.chainId) {
        return {
          state: 'not-sent',
          problem: `The wallet is on chain ${chainId}, not on chain ${this.chainId}.`,
        }
      }
      const value: Hex = `0x${call.value.toString(16)}`
      const transaction = { from: run.from, to: call.to, data: call.data, value }
      const hash = await provider.request({ method: 'eth_sendTransaction', params: [transaction] })
      return { state: 'submitted', hash, nonce: null, missing: 0 }
    } catch (error) {
      return isRejection(error) ? { state: 'rejected' } : { state: 'not-sent', problem: errorLine(error) }
    }
  }

  private follow(): void {
    if (this.timer !== null) return
    const turn = async () => {
      await this.look()
      // Ended meanwhile.
      if (this.timer === null) return
      this.timer = null
      if (this.submitted().length > 0) this.follow()
    }
    this.timer = setTimeout(turn, trackEvery)
  }

  private submitted() {
    return this.runs.flatMap((run) =>
      run.calls.flatMap((call, index) =>
        call.status.state === 'submitted' ? [{ run, index, call, status: call.status }] : [],
      ),
    )
  }

  private async look(): Promise<void> {
    for (const { run, index, call, status } of this.submitted()) {
      const { hash, nonce } = status
      const { to, data, safeTxHash } = call
      const transaction = { hash, nonce, from: run.from, to, data, ...(safeTxHash ? { safeTxHash } : {}) }
      const found = await track(this.sources, transaction)
      this.update(run.id, index, advance(status, found))
    }
  }

  private update(id: string, index: number, status: CallStatus): void {
    this.publish(
      this.runs.map((run) =>
        run.id === id
          ? { ...run, calls: run.calls.map((call, at) => (at === index ? { ...call, status } : call)) }
          : run,
      ),
    )
  }

  private publish(runs: readonly Run[]): void {
    this.show(runs)
    try {
      this.storage?.setItem(this.key, stringify(runs))
    } catch {
      // A full or forbidden storage costs the memory over a reload, not the action.
    }
  }

  private show(runs: readonly Run[]): void {
    this.runs = runs
    for (const listener of this.listeners) listener()
  }

  private get key(): string {
    return `generator-pau-console/runs/${this.chainId}`
  }
}

function executionOf({ through }: Action): Pick<RunCall, 'safeTxHash'> {
  return through?.step === 'execute' && through.proposal ? { safeTxHash: through.proposal.safeTxHash } : {}
}

function isUnsent({ state }: CallStatus): boolean {
  return state === 'waiting' || state === 'rejected' || state === 'not-sent'
}

function parseRuns(text: string): readonly Run[] {
  try {
    return parse<Run[]>(text)
  } catch {
    return []
  }
}

/** A new name for a run. `randomUUID` is missing where a console is opened over plain HTTP. */
export function newRunId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

/** EIP-1193 code 4001, however deep a wallet wraps it. */
function isRejection(error: unknown): boolean {
  for (
    let link = error;
    typeof link === 'object' && link !== null;
    link = (link as { cause?: unknown }).cause
  ) {
    if ('code' in link && link.code === 4001) return true
  }
  return false
}
