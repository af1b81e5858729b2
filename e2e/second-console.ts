import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { writeDeployment } from '../contracts/script/deployment-file'
import { startConsole } from '../lib/cli/console'
import { freePort } from '../lib/cli/ports'
import { deleteAtEnd, end } from '../lib/cli/processes'
import type { Deployment } from '../lib/deployment'

/** A console of its own beside that of the stack, and what it wrote. */
export interface SecondConsole {
  readonly origin: string
  /** Everything that it wrote so far, to its output and its log. */
  output(): string
  stop(): Promise<void>
}

export async function startSecondConsole(
  deployment: Deployment,
  rpcUrls: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<SecondConsole> {
  const folder = mkdtempSync(path.join(tmpdir(), 'generator-pau-e2e-'))
  deleteAtEnd(folder)
  const file = path.join(folder, 'deployment.json')
  writeDeployment(file, deployment)
  const port = await freePort()
  let written = ''
  const onOutput = (text: string) => {
    written += text
  }
  const server = await startConsole({ deployment: file, rpcUrls, port, environment, onOutput })
  return { origin: `http://localhost:${port}`, output: () => written, stop: () => end(server) }
}
