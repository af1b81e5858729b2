import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'
import { CliError } from './print'

/** Time between the request to end and the end by force [ms]. */
const GRACE = 4_000

/** Longest silence of a tool that still works, even on a busy machine [ms]. */
const SILENCE = 10 * 60_000

const running = new Set<ChildProcess>()
const folders = new Set<string>()
const outputs = new Set<Promise<Output>>()

/** Starts a child as the leader of a process group of its own, which ends with this process at the latest. */
export function start(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  endWithThisProcess()
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options, detached: true })
  running.add(child)
  child.once('exit', () => running.delete(child))
  child.once('error', () => running.delete(child))
  return child
}

/** A folder that is deleted when this process ends. */
export function deleteAtEnd(folder: string): void {
  endWithThisProcess()
  folders.add(folder)
}

export type Output = { readonly code: number; readonly text: string }

/**
 * Runs a child to its end, and returns its exit code with all that it wrote. It may take any time, as long as it keeps
 * saying something.
 * @param silence longest time without output, after which the child is ended [ms]
 */
export async function output(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
  silence = SILENCE,
): Promise<Output> {
  const work = collected(start(command, args, options), silence)
  outputs.add(work)
  return work.finally(() => outputs.delete(work))
}

async function collected(child: ChildProcess, silence: number): Promise<Output> {
  let text = ''
  const giveUp = () => {
    text += `\nEnded after ${silence / 1_000} s of silence.\n`
    void end(child)
  }
  const timer = setTimeout(giveUp, silence)
  const collect = (chunk: Buffer) => {
    text += chunk.toString('utf8')
    timer.refresh()
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  const [code] = await once(child, 'close').finally(() => clearTimeout(timer))
  return { code: typeof code === 'number' ? code : 1, text }
}

/**
 * Runs a child like `output`, but one that must succeed.
 * @throws CliError with everything that the child wrote
 */
export async function succeed(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<string> {
  const { code, text } = await output(command, args, options)
  if (code !== 0) throw new CliError(`${command} ${args.join(' ')} failed with code ${code}:`, text.trimEnd())
  return text
}

/** Signals the whole group of a child. @returns whether any of it is left */
function signal(child: ChildProcess, name: NodeJS.Signals | 0): boolean {
  if (child.pid === undefined) return false
  try {
    return process.kill(-child.pid, name)
  } catch {
    return false
  }
}

/**
 * Ends the whole group of a child: asks it to end, waits until all of it has gone, then ends it by force.
 * @param grace longest wait between request and force [ms]
 */
export async function end(child: ChildProcess, grace = GRACE): Promise<void> {
  const deadline = performance.now() + grace
  signal(child, 'SIGTERM')
  while (signal(child, 0) && performance.now() < deadline) await wait(20)
  signal(child, 'SIGKILL')
  const hasEnded = child.pid === undefined || child.exitCode !== null || child.signalCode !== null
  if (!hasEnded) await once(child, 'exit')
}

/** Ends everything that was started here, the latest first. */
export async function endAll(): Promise<void> {
  for (const child of [...running].reverse()) await end(child)
}

let watching = false
let ending = false

/** Whether this process was told to end and is ending its children. */
export const isEnding = (): boolean => ending

function endWithThisProcess(): void {
  if (watching) return
  watching = true
  const ended = (code: number) => async () => {
    ending = true
    // A second Ctrl-C does not wait for the first.
    process.once('SIGINT', () => process.exit(code))
    await endAll()
    // Whoever waits for the output of a child may still report how far it came.
    await Promise.race([Promise.allSettled(outputs), wait(GRACE)])
    await nextTurn()
    process.exit(code)
  }
  process.once('SIGINT', ended(130))
  process.once('SIGTERM', ended(143))
  process.once('SIGHUP', ended(129))
  process.once('exit', () => {
    for (const child of running) signal(child, 'SIGKILL')
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })
}
