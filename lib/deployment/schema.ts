import { type Address, getAddress, type Hex, keccak256, zeroAddress, zeroHash } from 'viem'
import { z } from 'zod'
import { nameFault } from './name-rules'
import { show } from './show'

/** Error of a field: absent, or present and not `what`. */
const expected = (what: string) => ({
  error: (issue: { readonly input?: unknown }) =>
    issue.input === undefined ? 'is missing' : `not ${what} (${show(issue.input)})`,
})

/** Why a text is not a usable address, or null. A mixed-case address must carry a valid checksum (ERC-55). */
export function addressFault(value: string): string | null {
  const checksummed = /^0x[0-9a-f]{40}$/i.test(value) ? getAddress(value.toLowerCase()) : null
  if (checksummed === null) return `not an address (${show(value)})`
  if (checksummed === zeroAddress) return 'the zero address'
  const spelled = value === value.toLowerCase() || value === checksummed
  return spelled ? null : `wrong checksum, expected ${checksummed} (${show(value)})`
}

const address = z.string(expected('an address')).transform((value, context): Address => {
  const fault = addressFault(value)
  if (fault === null) return getAddress(value)
  context.issues.push({ code: 'custom', message: fault, input: value })
  return z.NEVER
})

const text = z
  .string(expected('a text'))
  .regex(/^\S(.{0,62}\S)?$/s, expected('a text of 1 to 64 characters'))
  .check(({ value, issues }) => {
    const fault = nameFault(value)
    if (fault !== null) issues.push({ code: 'custom', message: fault, input: value })
  })
const slug = z
  .string(expected('a text'))
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, expected('lower-case words joined by "-"'))
/** Name of an ilk: the ASCII text that fills a bytes32. */
const ilk = z
  .string(expected('a text'))
  .regex(/^[\x21-\x7e]{1,32}$/, expected('an ilk of 1 to 32 ASCII characters'))

const isPublicUrl = (value: string): boolean => {
  if (!URL.canParse(value)) return false
  const { protocol, username, password } = new URL(value)
  return ['http:', 'https:'].includes(protocol) && username === '' && password === ''
}
const url = z
  .string(expected('a URL or null'))
  .refine(isPublicUrl, expected('an http or https URL without a user name'))

const count = z.int(expected('a whole number')).nonnegative(expected('a number from 0 up'))
const positive = z.int(expected('a whole number')).positive(expected('a number above 0'))

const object = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape, expected('an object'))
const list = <Item extends z.ZodType>(item: Item) => z.array(item, expected('a list'))

/** An object whose keys are addresses, each once however it is spelled. */
const byAddress = <Value extends z.ZodType<string>>(value: Value) =>
  z.record(z.string(), value, expected('an object')).transform((entries, context) => {
    const found = new Map<Address, z.infer<Value>>()
    for (const [key, item] of Object.entries(entries)) {
      const fault = addressFault(key)
      const problem = fault ?? (found.has(getAddress(key)) ? 'named twice' : null)
      if (problem === null) found.set(getAddress(key), item as z.infer<Value>)
      else context.issues.push({ code: 'custom', message: problem, input: key, path: [key] })
    }
    return Object.fromEntries(found) as Record<Address, z.infer<Value>>
  })

/** What EXTCODEHASH says of an account that has no code, or does not exist. */
const NO_CODE: readonly string[] = [keccak256('0x'), zeroHash]

const codeHash = z
  .string(expected('a code hash'))
  .regex(/^0x[0-9a-f]{64}$/, expected('a code hash of 64 lower-case hex digits'))
  .refine((hash) => !NO_CODE.includes(hash), expected('the hash of code, but of none'))
  .transform((hash) => hash as Hex)

const prime = object({
  name: text,
  slug,
  vault: address,
  almProxy: address,
  rateLimits: address,
  controller: address,
  legacyIlks: list(object({ ilk, allocatorVault: address })),
})

const generator = object({
  name: text,
  reader: z.enum(['eip2535'], expected('a known reader ("eip2535")')),
  ilk,
  addresses: object({
    diamond: address,
    almProxy: address,
    rateLimits: address,
    allocatorVault: address,
    allocatorBuffer: address,
  }),
  facets: list(object({ name: text, address })),
  primes: list(prime),
})

/** Shape of a deployment file: the addresses that one console watches. Unknown keys are refused. */
export const deploymentSchema = object({
  name: text,
  chainId: positive,
  /** Usual time between two blocks [s], null on a chain that mines on demand. */
  blockTimeSeconds: z.number(expected('a number or null')).positive(expected('a number above 0')).nullable(),
  explorer: url.nullable(),
  /** Keyless RPC that browsers may use when the server is gone. */
  publicRpc: url.nullable(),
  /** First block that can hold an event of this deployment. */
  startBlock: count,
  /** The Configurator Unit in whose scope the Generators are. */
  configurator: object({
    beamState: address,
    configurator: address,
    timelock: address,
    mom: address,
    /** Null where no council of guardians freezes. */
    guardianCouncil: address.nullable().default(null),
  }),
  mcd: object({
    vat: address,
    jug: address,
    usdsJoin: address,
    usds: address,
    chainlog: address.exactOptional(),
    autoLine: address.exactOptional(),
  }),
  /** Contracts of governance, each null where there is none; null where nothing of it is watched. */
  governance: object({
    pause: address.nullable(),
    pauseProxy: address.nullable(),
    chief: address.nullable(),
    protego: address.nullable(),
    facetAllowlist: address.nullable(),
    migrationMom: address.nullable(),
  })
    .nullable()
    .default(null),
  generators: list(generator).min(1, 'has no Generator'),
  safes: list(object({ name: text, address })),
  names: byAddress(text),
  /**
   * Hash of the code that is right at an address, as EXTCODEHASH gives it: of any contract that a transaction of this
   * deployment enters, whether it is named above or not.
   */
  codeHashes: byAddress(codeHash).default({}),
})

export type Deployment = z.infer<typeof deploymentSchema>
export type GovernanceDeployment = NonNullable<Deployment['governance']>
export type GeneratorDeployment = Deployment['generators'][number]
export type PrimeDeployment = GeneratorDeployment['primes'][number]
