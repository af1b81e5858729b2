import type { ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { CliError } from './print'
import { start } from './processes'
import { installed, root } from './tools'

export type ConsoleOptions = {
  /** Path of the deployment file. */
  readonly deployment: string
  /** Comma-separated, the first is preferred. */
  readonly rpcUrls: string
  readonly port: number
  /** What else its environment has. */
  readonly environment?: Readonly<Record<string, string>>
  /** The development server instead of the production build. */
  readonly development?: boolean
  /** Receives its output and its log; without it, both go to the log of this process. */
  readonly onOutput?: (text: string) => void
}

/** How long the server may take to answer [ms]. */
const PATIENCE = 120_000

/**
 * Starts the console and waits until it answers, whatever it says about the chain.
 * @throws CliError with its output when it ends before
 */
export async function startConsole(options: ConsoleOptions): Promise<ChildProcess> {
  const { deployment, rpcUrls, port, environment, development = false, onOutput } = options
  const child = start(
    process.execPath,
    [installed('next/dist/bin/next'), development ? 'dev' : 'start', '--port', String(port)],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', onOutput ? 'pipe' : 'inherit'],
      env: {
        ...process.env,
        ...environment,
        NODE_ENV: development ? 'development' : 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        DEPLOYMENT: deployment,
        RPC_URL: rpcUrls,
        PORT: String(port),
      },
    },
  )
  if (onOutput) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => onOutput(chunk.toString('utf8')))
    }
  }
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    if (development) process.stdout.write(chunk)
    said = (said + chunk.toString('utf8')).slice(-4_000)
  })
  const deadline = performance.now() + PATIENCE
  while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const answered = await fetch(`http://localhost:${port}/api/health`).then(
      () => true,
      () => false,
    )
    if (answered) return child
    await wait(100)
  }
  throw new CliError(`The console did not come up on port ${port}:`, said.trim())
}

/**
 * Waits until the console has read the chain and reports that it is healthy.
 * @throws CliError with what it says instead
 */
export async function untilHealthy(port: number): Promise<void> {
  const deadline = performance.now() + PATIENCE
  for (;;) {
    const { ok, problem } = (await fetch(`http://localhost:${port}/api/health`).then((response) =>
      response.json(),
    )) as { ok: boolean; problem: string | null }
    if (ok) return
    if (performance.now() > deadline) throw new CliError(`The console did not read the chain: ${problem}`)
    await wait(100)
  }
}

/** Waits until the console ends by itself, which is a fault. */
export async function untilEnd(child: ChildProcess): Promise<never> {
  const code = child.exitCode ?? (await new Promise<number | null>((resolve) => child.once('exit', resolve)))
  throw new CliError(`The console ended with code ${code ?? 'unknown'}`)
}
