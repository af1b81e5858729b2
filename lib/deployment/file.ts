import { readFileSync } from 'node:fs'
import { type ParsedDeployment, parseDeploymentText } from './parse'
import { visible } from './show'

/** Reads a deployment file from disk (Node only; the rest of this folder is pure). */
export function readDeployment(file: string): ParsedDeployment {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const reason = missing
      ? 'no such file'
      : `cannot be read (${error instanceof Error ? error.message : error})`
    return { failed: visible(`${file}: ${reason}`) }
  }
  return parseDeploymentText(text, file)
}

let cached: { readonly file: string; readonly publicRpc: string | null } | undefined

/**
 * Public RPC of the deployment file, read once a process. Null where the file names none or is unusable; the launcher
 * has already refused an unusable file.
 */
export function publicRpcOf(file: string | undefined): string | null {
  if (file === undefined) return null
  if (cached?.file !== file) cached = { file, publicRpc: readDeployment(file).ok?.publicRpc ?? null }
  return cached.publicRpc
}
