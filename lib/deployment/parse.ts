import { duplicateFault } from './entries'
import { primeEntries, sharedFault } from './primes'
import { type Deployment, type DeploymentFile, deploymentFileSchema, deploymentOf } from './schema'
import { shortened, visible } from './show'
import { registryFault, unitFault } from './units'

/** A deployment, or one line that names the file, the field and its fault. */
export type ParsedDeployment =
  | { readonly ok: Deployment; readonly failed?: never }
  | { readonly failed: string; readonly ok?: never }

/** `['generators', 0, 'addresses']` as `generators[0].addresses`. */
function fieldPath(path: readonly PropertyKey[]): string {
  const keys = path.map((key) => {
    const name = String(key)
    return typeof key !== 'number' && /^[\w$]+$/.test(name) ? `.${name}` : `[${JSON.stringify(key)}]`
  })
  return shortened(keys.join('').replace(/^\./, ''))
}

/** One line, whatever the file holds. */
const refuse = (file: string, ...fault: readonly string[]): ParsedDeployment => ({
  failed: visible([file, ...fault.filter(Boolean)].join(': ')),
})

/**
 * Checks the content of a deployment file: its shape, its addresses, and what cannot be right together.
 * @param file how the file is named in an error
 */
export function parseDeployment(json: unknown, file = 'deployment'): ParsedDeployment {
  const parsed = deploymentFileSchema.safeParse(json, { reportInput: true })
  if (parsed.success) {
    const { $schema: _, ...content } = parsed.data
    const fault =
      vaultFault(content) ??
      timesFault(content) ??
      unitFault(content) ??
      sharedFault(content) ??
      duplicateFault(content) ??
      registryFault(content) ??
      compatibilityFault(content)
    return fault === null ? { ok: deploymentOf(content) } : refuse(file, fault)
  }
  const [issue] = parsed.error.issues
  if (issue === undefined) return refuse(file, 'not a deployment')
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const path = fieldPath(unknownKey === undefined ? issue.path : [...issue.path, unknownKey])
  return refuse(file, path, unknownKey === undefined ? issue.message : 'unknown key')
}

/** A vault is funded by a Generator, so a Prime that belongs to none has none. */
function vaultFault({ primes }: DeploymentFile): string | null {
  const index = primes.findIndex(({ vault }) => vault !== null)
  return index < 0 ? null : `primes[${index}].vault: not null, but no Generator funds this Prime`
}

/** The queues of srUSDS are settled on the day on which they were locked. */
function timesFault({ generators }: DeploymentFile): string | null {
  const index = generators.findIndex(({ srUsds }) => srUsds !== null && srUsds.lockAt >= srUsds.settleAt)
  return index < 0 ? null : `generators[${index}].srUsds.settleAt: not after lockAt`
}

/** An entry that no ilk of the file answers to, or that stands there twice, would name nothing. */
function compatibilityFault(content: DeploymentFile): string | null {
  const known = new Set(primeEntries(content).flatMap(({ prime }) => prime.legacyIlks.map(({ ilk }) => ilk)))
  const seen = new Set<string>()
  for (const [index, { ilk }] of content.compatibilityIlks.entries()) {
    const path = `compatibilityIlks[${index}].ilk`
    if (!known.has(ilk)) return `${path}: no Prime of this file has ${ilk} as a legacy ilk`
    if (seen.has(ilk)) return `${path}: named twice`
    seen.add(ilk)
  }
  return null
}

/** Parses the text of a deployment file, with the checks of `parseDeployment`. */
export function parseDeploymentText(text: string, file: string): ParsedDeployment {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return refuse(file, `not JSON (${error instanceof Error ? error.message : String(error)})`)
  }
  const repeated = repeatedKey(text)
  if (repeated !== null) return refuse(file, repeated, 'key given twice')
  return parseDeployment(json, file)
}

/** Path of the first key that an object of a valid JSON text holds twice; `JSON.parse` would drop one silently. */
function repeatedKey(text: string): string | null {
  const open: { keys: Set<string> | null; key: string | number }[] = []
  const tokens = text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[[\]{},]/g)
  for (const [token, colon] of tokens) {
    const top = open.at(-1)
    if (token === '{') open.push({ keys: new Set(), key: '' })
    else if (token === '[') open.push({ keys: null, key: 0 })
    else if (token === '}' || token === ']') open.pop()
    else if (token === ',') {
      if (top !== undefined && typeof top.key === 'number') top.key += 1
    } else if (colon !== undefined && top?.keys) {
      top.key = JSON.parse(token.slice(0, -colon.length)) as string
      if (top.keys.has(top.key)) return fieldPath(open.map(({ key }) => key))
      top.keys.add(top.key)
    }
  }
  return null
}
