import { EventEmitter } from 'node:events'
import { type PoolOptions, type PoolWorker, ThreadsPoolWorker, type WorkerRequest } from 'vitest/node'

/** After so many files of tests comes a new thread: Vitest remembers something of each. */
const MOST_FILES = 500

interface Thread {
  readonly worker: ThreadsPoolWorker
  started: boolean
  files: number
}

/**
 * Keeps the thread of a file of tests for the next, so that packages are loaded once. All our modules are loaded anew for
 * each file. Only one file runs at a time.
 */
export class KeptThread {
  readonly #changed = new Set<string>()
  #thread: Thread | undefined

  /** Notes that the source of a file is another, which the thread then asks for. */
  noteChange(file: string): void {
    this.#changed.add(file)
  }

  /** What Vitest takes for the worker of one file of tests, which it starts and stops. */
  workerFor(options: PoolOptions): PoolWorker {
    this.#thread ??= { worker: new ThreadsPoolWorker(options), started: false, files: 0 }
    return new WorkerOfFile(this.#thread, this.#changed, () => this.#stopped())
  }

  async #stopped(): Promise<void> {
    if (this.#thread?.started !== true || this.#thread.files >= MOST_FILES) await this.end()
  }

  async end(): Promise<void> {
    const ended = this.#thread
    this.#thread = undefined
    await ended?.worker.stop()
  }
}

class WorkerOfFile implements PoolWorker {
  readonly name = 'kept'
  readonly #thread: Thread
  readonly #changed: Set<string>
  readonly #stopped: () => Promise<void>
  readonly #answers = new EventEmitter()
  readonly #listeners: (readonly [string, (arg: unknown) => void])[] = []

  constructor(thread: Thread, changed: Set<string>, stopped: () => Promise<void>) {
    this.#thread = thread
    this.#changed = changed
    this.#stopped = stopped
  }

  on(event: string, callback: (arg: unknown) => void): void {
    this.#thread.worker.on(event, callback)
    this.#answers.on(event, callback)
    this.#listeners.push([event, callback])
  }

  off(event: string, callback: (arg: unknown) => void): void {
    this.#thread.worker.off(event, callback)
    this.#answers.off(event, callback)
  }

  send(message: WorkerRequest): void {
    if (message.type === 'stop') this.#answer('stopped')
    else if (message.type === 'start' && this.#thread.files > 0) this.#answer('started')
    else if (message.type === 'run') this.#run(message)
    else this.#thread.worker.send(message)
  }

  #run(message: WorkerRequest & { readonly type: 'run' }): void {
    this.#thread.files += 1
    const context = { ...message.context, invalidates: [...this.#changed] }
    this.#changed.clear()
    this.#thread.worker.send({ ...message, context })
  }

  /** Answers in the place of the thread, which neither starts nor stops. */
  #answer(type: 'started' | 'stopped'): void {
    queueMicrotask(() => this.#answers.emit('message', { type, __vitest_worker_response__: true }))
  }

  async start(): Promise<void> {
    if (this.#thread.started) return
    await this.#thread.worker.start()
    this.#thread.started = true
    this.#thread.worker.on('exit', () => {
      this.#thread.started = false
    })
  }

  async stop(): Promise<void> {
    for (const [event, callback] of this.#listeners) this.off(event, callback)
    await this.#stopped()
  }

  deserialize(data: unknown): unknown {
    return data
  }
}
