import type { Address, EIP1193Provider, Hex } from 'viem'
import type { Action, ActionCall } from '@/lib/actions'
import type { Rpc } from '@/lib/chain/rpc'
import type { Tracked } from '@/lib/chain/track'
import { stringify } from '@/lib/chain/wire'
import type { Effect } from '@/lib/console/diff'
import { places, sets } from '@/lib/console/effects'
import { calendarTime } from '../page/time'
import { isSafeApp, type SafeAppProvider } from '../wallet/safe-app/provider'
import {
  advance,
  type Dialogue,
  isDenied,
  isOpen,
  isShown,
  isSought,
  isUnsent,
  type Run,
  type RunCall,
} from '.'
import { askSafe, askWallet } from './ask-wallet'
import { orphaned, withEvidence } from './merge'
import { type Ownership, soleOwnership } from './owner'
import { parseRun } from './parse'
import { idOf, kept, type RunShelf, readRun, readShelf, removeKeys, shelve, unshelve } from './storage'
import { RunWatch } from './watch'

/**
 * Null while what was reviewed still holds for a call, else a sentence that says what became of it.
 * @param isFurther whether another call was handed over before it, so that its effect has to be checked again
 */
export type StillHolds = (call: ActionCall, isFurther: boolean) => string | null | Promise<string | null>

export interface RunState {
  /** Newest first. */
  readonly runs: readonly Run[]
  /** Stored entries that are no runs, or of another version. */
  readonly unreadable: readonly string[]
}

/** The lock of a new name is granted at once, so it is not awaited for longer than this [ms]. */
const claimWait = 500

const nothing: RunState = { runs: [], unreadable: [] }

/**
 * What was signed from this browser. Only what passed between console and wallet is stored, and only by the tab that
 * owns the run. Each tab asks every source for itself where a transaction stands, and never stores the answer.
 */
export class RunStore {
  private state: RunState = nothing
  private readonly listeners = new Set<() => void>()
  private readonly releases = new Map<string, () => void>()
  private readonly watch: RunWatch
  /** The last block that this browser saw. */
  private head: bigint | null = null

  constructor(
    private readonly chainId: number,
    private readonly shelf: RunShelf | null,
    private readonly ownership: Ownership = soleOwnership,
    private readonly now: () => number = calendarTime,
  ) {
    this.watch = new RunWatch(
      () => this.state.runs,
      (run, index, found) => this.saw(run, index, found),
      now,
    )
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly snapshot = (): RunState => this.state

  /**
   * Loads the stored runs and follows those that are still open.
   * @returns ends it.
   */
  start(): () => void {
    const { runs, unreadable } = readShelf(this.shelf, this.chainId)
    this.publish({ runs, unreadable })
    for (const { id } of runs) void this.claim(id)
    this.watch.start()
    const onStorage = (event: StorageEvent) => this.onStorage(event)
    globalThis.addEventListener?.('storage', onStorage)
    return () => {
      globalThis.removeEventListener?.('storage', onStorage)
      this.watch.stop()
      for (const release of this.releases.values()) release()
      this.releases.clear()
    }
  }

  /** @param serverNodes Labels of the nodes behind the console's server, as far as it told them. */
  setSources(sources: readonly Rpc[], serverNodes: readonly string[] = []): void {
    this.watch.setSources(sources, serverNodes)
  }

  /** A block arrived: it may hold what was sent, and what was mined may be gone. */
  setHead(head: bigint): void {
    this.head = head
    this.watch.lookNow()
  }

  /**
   * Asks the wallet for every call of the action in turn; a refusal ends it. The new run replaces the unsent part of an
   * earlier run of the same action.
   * @param stillHolds Asked before every request to the wallet.
   * @param id Names the run, so that the caller finds it while the wallet is still asking.
   * @param nonceOf The nonce at which a safeTxHash is that of just this action; null where there is none.
   */
  async sign(
    action: Action,
    provider: EIP1193Provider | SafeAppProvider,
    stillHolds: StillHolds,
    id = newRunId(),
    nonceOf: (hash: Hex) => bigint | null = () => null,
  ): Promise<void> {
    const run = this.begun(action, id)
    this.supersede(run)
    this.add(run)
    // The run is claimed before it is stored, since other tabs see it from then on.
    await Promise.race([this.claim(id), after(claimWait)])
    // Nobody else can own a new run, so a browser that never answers does not hold it up.
    this.own(id)
    this.keep(id)
    if (isSafeApp(provider)) return this.proposeAll(action, run, provider, stillHolds, nonceOf)
    for (const [index, call] of action.calls.entries()) {
      if (index > 0) this.say(id, index, { state: 'checking' })
      const problem = await stillHolds(call, index > 0)
      if (problem !== null) {
        this.say(id, index, { state: 'held', problem })
        return
      }
      this.say(id, index, { state: 'signing' })
      const dialogue = await askWallet(provider, { chainId: this.chainId, from: run.from, call }, this.now)
      this.say(id, index, dialogue)
      this.watch.lookSoon()
      if (dialogue.state !== 'submitted') return
    }
  }

  /** Has the Safe as the wallet propose all calls of the action as one transaction. */
  private async proposeAll(
    { calls }: Action,
    { id, from }: Run,
    provider: SafeAppProvider,
    stillHolds: StillHolds,
    nonceOf: (hash: Hex) => bigint | null,
  ): Promise<void> {
    const sayAll = (dialogue: Dialogue) => {
      for (const index of calls.keys()) this.say(id, index, dialogue)
    }
    for (const call of calls) {
      const problem = await stillHolds(call, false)
      if (problem === null) continue
      sayAll({ state: 'held', problem })
      return
    }
    sayAll({ state: 'signing' })
    const dialogue = await askSafe(provider, { chainId: this.chainId, from, calls }, nonceOf, this.now)
    const nonce = dialogue.state === 'submitted' ? (dialogue.proposed?.nonce ?? null) : null
    const run = this.find(id)
    if (run && nonce !== null) this.replace({ ...run, effects: [...run.effects, nonceUsed(from, nonce)] })
    sayAll(dialogue)
    this.watch.lookSoon()
  }

  /** Removes a run that is no longer under way from the list, in every tab. */
  dismiss(id: string): void {
    const run = this.find(id)
    if (!run || isOpen(run, this.now())) return
    unshelve(this.shelf, run)
    this.forget(id)
  }

  /** Removes unreadable entries from the storage. */
  clearUnreadable(): void {
    removeKeys(this.shelf, this.state.unreadable)
    this.publish({ unreadable: [] })
  }

  private begun(action: Action, id: string): Run {
    const { request, title, from, effects, through } = action
    const afterwards = [action.afterwards, ...(action.next === undefined ? [] : [action.next])].join(' ')
    const proposal = through?.step === 'execute' ? through.proposal : null
    const calls = action.calls.map(
      ({ to, data, value }): RunCall => ({
        ...{ to, data, value, evidence: null, dialogue: { state: 'waiting' } },
        ...(proposal ? { safeTxHash: proposal.safeTxHash } : {}),
      }),
    )
    const { chainId, head: since } = this
    return {
      id,
      chainId,
      request,
      title,
      afterwards,
      from,
      at: this.now(),
      since,
      calls,
      effects,
      mine: true,
    }
  }

  /** Closes the unsent calls of an earlier run of the same action; a run without other calls is removed. */
  private supersede({ request, from }: Run): void {
    const same = stringify(request)
    for (const run of this.state.runs) {
      if (!run.mine || run.from !== from || stringify(run.request) !== same) continue
      for (const [index, call] of run.calls.entries()) {
        if (isUnsent(call)) {
          const denied = isDenied(call.dialogue)
          this.say(run.id, index, { state: 'superseded', ...(denied ? { denied } : {}) })
        }
      }
      const left = this.find(run.id)
      // The wallet may still send what it was asked for: that is searched for, and shown when it is found.
      if (left && !isShown(left) && !left.calls.some((call) => isSought(call, left, this.now()))) {
        this.dismiss(run.id)
      }
    }
  }

  /** Claims a run. Where the tab that asked the wallet is gone, the answer of the wallet is lost. */
  private claim(id: string): Promise<void> {
    return new Promise((resolve) => {
      const release = this.ownership.claim(id, () => {
        this.own(id)
        resolve()
      })
      this.releases.set(id, release)
    })
  }

  private own(id: string): void {
    const run = this.find(id)
    if (!run || run.mine) return
    // The last thing that the other tab stored, even if the storage event has not arrived yet.
    const last = readRun(this.shelf, this.chainId, id)
    this.replace({ ...orphaned(last ? withEvidence(last, run) : run), mine: true })
    this.keep(id)
    this.watch.lookSoon()
  }

  /** Another tab changed the storage. This tab's own runs stay as this tab knows them. */
  private onStorage({ key, newValue }: StorageEvent): void {
    const id = key === null ? null : idOf(key, this.chainId)
    const known = id === null ? undefined : this.find(id)
    if (key === null) this.restore()
    else if (id === null) return
    else if (known?.mine && newValue === null && isOpen(known, this.now())) this.keep(id)
    else if (newValue === null) this.forget(id)
    else if (!known?.mine) this.learn(key, id, newValue)
  }

  private learn(key: string, id: string, text: string): void {
    const run = parseRun(text, this.chainId, id)
    const known = this.find(id)
    if (!run) this.publish({ unreadable: [...new Set([...this.state.unreadable, key])] })
    else if (known) this.replace(withEvidence(run, known))
    else {
      this.add(run)
      void this.claim(id)
    }
    this.watch.lookSoon()
  }

  /** The storage was cleared: this tab's own runs are stored again. */
  private restore(): void {
    this.publish({ runs: this.state.runs.filter(({ mine }) => mine), unreadable: [] })
    for (const { id } of this.state.runs) this.keep(id)
  }

  private saw({ id }: Run, index: number, found: Tracked): void {
    const run = this.find(id)
    const call = run?.calls[index]
    if (!run || !call) return
    this.replaceCall(run, index, { ...call, evidence: advance(call, found, this.now()) })
    const { dialogue } = call
    if (found.state !== 'pending' || dialogue.state !== 'submitted' || found.nonce === null) return
    if (found.nonce !== dialogue.nonce) this.say(id, index, { ...dialogue, nonce: found.nonce })
  }

  private say(id: string, index: number, dialogue: Dialogue): void {
    const run = this.find(id)
    const call = run?.calls[index]
    if (!run || !call) return
    const evidence = dialogue.state === 'superseded' ? null : call.evidence
    this.replaceCall(run, index, { ...call, dialogue, evidence })
    this.keep(id)
  }

  /** Only the owner writes. */
  private keep(id: string): void {
    const run = this.find(id)
    if (run?.mine) shelve(this.shelf, run)
  }

  /** Adds a run to the list, and drops the oldest where the list is full. Runs under way stay. */
  private add(run: Run): void {
    const runs = [run, ...this.state.runs].toSorted((a, b) => b.at - a.at)
    const over = runs.slice(kept).filter((old) => !isOpen(old, this.now()))
    this.publish({ runs: runs.filter((one) => !over.includes(one)) })
    for (const old of over) {
      if (old.mine) unshelve(this.shelf, old)
      this.forget(old.id)
    }
  }

  private forget(id: string): void {
    this.releases.get(id)?.()
    this.releases.delete(id)
    this.publish({ runs: this.state.runs.filter((run) => run.id !== id) })
  }

  private find(id: string): Run | undefined {
    return this.state.runs.find((run) => run.id === id)
  }

  private replaceCall(run: Run, index: number, call: RunCall): void {
    this.replace({ ...run, calls: run.calls.map((other, at) => (at === index ? call : other)) })
  }

  private replace(run: Run): void {
    this.publish({ runs: this.state.runs.map((other) => (other.id === run.id ? run : other)) })
  }

  private publish(patch: Partial<RunState>): void {
    this.state = { ...this.state, ...patch }
    for (const listener of this.listeners) listener()
  }
}

/** That the Safe goes on to its next nonce, with the execution of what was proposed. */
const nonceUsed = (safe: Address, nonce: bigint): Effect => ({
  ...sets(places.safes(safe).nonce, nonce + 1n),
  passing: true,
})

/** A new name for a run. `randomUUID` is missing when the console is opened over plain HTTP. */
export function newRunId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
