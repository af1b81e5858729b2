import { type Address, getAddress, type Hex, keccak256, zeroAddress, zeroHash } from 'viem'
import { z } from 'zod'
import { nameFault } from './name-rules'
import { show } from './show'

/** Error messages of a field: one where it is missing, one where it is not `what`. */
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

/** What the JSON schema can say of an address; that its checksum is right, only the parser tells. */
const addressPattern = { pattern: '^0x[0-9a-fA-F]{40}$' }

const address = z
  .string(expected('an address'))
  .meta(addressPattern)
  .transform((value, context): Address => {
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
/** A sentence or two for people, which must not pass for something else either. */
const reason = z
  .string(expected('a text'))
  .regex(/^\S(.{0,198}\S)?$/, expected('a text of 1 to 200 characters on one line'))
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
  .meta({ format: 'uri', pattern: '^[hH][tT][tT][pP][sS]?:' })

const count = z.int(expected('a whole number')).nonnegative(expected('a number from 0 up'))
const positive = z.int(expected('a whole number')).positive(expected('a number above 0'))

const object = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape, expected('an object'))
const list = <Item extends z.ZodType>(item: Item) => z.array(item, expected('a list'))

/** An object whose keys are addresses, none of them twice in different spellings. */
const byAddress = <Value extends z.ZodType<string>>(value: Value) =>
  z.record(z.string().meta(addressPattern), value, expected('an object')).transform((entries, context) => {
    const found = new Map<Address, z.infer<Value>>()
    for (const [key, item] of Object.entries(entries)) {
      const fault = addressFault(key)
      const problem = fault ?? (found.has(getAddress(key)) ? 'named twice' : null)
      if (problem === null) found.set(getAddress(key), item as z.infer<Value>)
      else context.issues.push({ code: 'custom', message: problem, input: key, path: [key] })
    }
    return Object.fromEntries(found) as Record<Address, z.infer<Value>>
  })

/** The values of EXTCODEHASH for an account that has no code or does not exist. */
const NO_CODE: readonly string[] = [keccak256('0x'), zeroHash]

const codeHash = z
  .string(expected('a code hash'))
  .regex(/^0x[0-9a-f]{64}$/, expected('a code hash of 64 lower-case hex digits'))
  .refine((hash) => !NO_CODE.includes(hash), expected('the hash of code, but of none'))
  .transform((hash) => hash as Hex)

/** How a controller is read, by what it is. */
export const pauReaders = ['eip2535', 'monolithic', 'faceted', 'diamond-pau'] as const
export type PauReader = (typeof pauReaders)[number]

const reader = z.enum(
  pauReaders,
  expected(`a known reader (${pauReaders.map((name) => JSON.stringify(name)).join(', ')})`),
)
const READERS =
  '"eip2535" is a Diamond with a loupe; "monolithic" has all functions in itself; "faceted" delegates a fixed set of them; "diamond-pau" keeps a table of integrations, and agents operate it.'

const controllerFields = {
  reader: reader
    .nullable()
    .default(null)
    .describe(`How it is read; null where the controller is to be asked what it is. ${READERS}`),
  controller: address.describe('The controller.'),
  rateLimits: address.describe('The RateLimits that bind it.'),
  accessControls: address
    .nullable()
    .default(null)
    .describe('The AccessControls with its roles; null where it has its roles itself.'),
  agent: address
    .nullable()
    .default(null)
    .describe('The agent through which it is operated; null where relayers call it themselves.'),
}

/** One controller of a Prime, with what it is expected to be wired to. */
const controller = object(controllerFields)
export type ControllerDeployment = z.infer<typeof controller>

/** What the Unit is called that a file has in the field `configurator`. */
const LONE_UNIT = 'Configurator Unit'

const unitFields = {
  beamState: address.describe('BeamState: who may configure what.'),
  configurator: address.describe('The Configurator, through which a cBEAM changes limits.'),
  operators: address
    .nullable()
    .default(null)
    .describe(
      'ControllerOperators, by which a cBEAM replaces relayer and freezer; null where there is none.',
    ),
  timelock: address.describe('The BEAMTimeLock, in which changes of the Core Council wait.'),
  mom: address.describe('PASMom, which stops the Configurator and pauses the timelock without a delay.'),
  freezeRegistry: address
    .nullable()
    .default(null)
    .describe(
      'The FreezeRegistry, which Diamonds ask whether a relayer is frozen; null where there is none.',
    ),
  guardianCouncil: address
    .nullable()
    .default(null)
    .describe('The GuardianCouncil, whose members freeze alone; null where there is none.'),
}

const primeFields = {
  name: text.describe('Name of the Prime.'),
  slug: slug.describe('Its name in addresses of pages and in links: lower-case words joined by "-".'),
  vault: address
    .nullable()
    .describe('The vault that the Generator funds it through; null where no Generator funds it yet.'),
  unit: text
    .nullable()
    .default(null)
    .describe('Name of the Unit in whose scope its controllers are; null where none is known.'),
  almProxy: address.describe("The ALMProxy that holds the Prime's funds."),
  starGuard: address
    .nullable()
    .default(null)
    .describe(
      'Its StarGuard, by which anyone executes the spell that governance plotted for it; null where none is watched.',
    ),
  reader: reader.exactOptional().describe('How its controller is read, where it has one.'),
  rateLimits: address.exactOptional().describe("The RateLimits that bind the Prime's controller."),
  controller: address.exactOptional().describe('The controller of its PAU, where it has one.'),
  controllers: list(controller)
    .exactOptional()
    .describe(
      'Controllers of its PAU, where it has several on one ALMProxy, in the place of the three fields above. The first is the one that takes from the vault.',
    ),
  legacyIlks: list(
    object({
      ilk: ilk.describe('Name of the ilk, as ASCII text.'),
      allocatorVault: address.describe('The AllocatorVault that draws on this ilk.'),
    }),
  ).describe('Its own allocator ilks, whose debt moves to the Generator; an empty list where it has none.'),
}

type Controllers = readonly [ControllerDeployment, ...ControllerDeployment[]]

/** A Prime of a file. Whether it has one controller or several, they are a list: the first takes from the vault. */
const prime = object(primeFields).transform(
  ({ reader: how, rateLimits, controller: one, controllers, ...rest }, context) => {
    const refuse = (field: string, message: string) => {
      context.issues.push({ code: 'custom', message, input: rest, path: [field] })
      return z.NEVER
    }
    if (controllers === undefined) {
      if (one === undefined) return refuse('controller', 'is missing')
      if (rateLimits === undefined) return refuse('rateLimits', 'is missing')
      const single = { controller: one, rateLimits, accessControls: null, agent: null }
      return { ...rest, controllers: [{ reader: how ?? null, ...single }] as Controllers }
    }
    const [field] = Object.entries({ reader: how, rateLimits, controller: one }).flatMap(([name, value]) =>
      value === undefined ? [] : [name],
    )
    if (field !== undefined) return refuse(field, 'given beside controllers')
    const [first, ...others] = controllers
    if (first === undefined) return refuse('controllers', 'an empty list')
    return { ...rest, controllers: [first, ...others] as Controllers }
  },
)

const secondOfDay = z
  .int(expected('a whole number'))
  .min(0, expected('a second of the day'))
  .max(86_399, expected('a second of the day'))

const srUsds = object({
  token: address.describe('The token: srUSDS.'),
  subscribeQueue: address.describe('The queue from sUSDS to srUSDS.'),
  redeemQueue: address.describe('The queue from srUSDS to sUSDS.'),
  holdingSystem: address.describe('The HoldingSystem, with the sUSDS behind srUSDS.'),
  underlying: address.describe('What stands behind it: sUSDS.'),
  lockAt: secondOfDay.describe('When the queues are to be locked [s after 00:00 UTC].'),
  settleAt: secondOfDay.describe('When they are to be settled, later on the same day [s after 00:00 UTC].'),
  exitDays: positive
    .default(7)
    .describe('On how many of the last days both queues have to have been on time, for the exit of Phase 6.'),
})
export type SrUsdsDeployment = Readonly<z.infer<typeof srUsds>>

const generator = object({
  name: text.describe('Name of the Generator.'),
  reader: z
    .enum(['eip2535'], expected('a known reader ("eip2535")'))
    .describe('How its controller is read: "eip2535" is a Diamond with a loupe.'),
  unit: text.exactOptional().describe('Name of the Unit in whose scope it is.'),
  ilk: ilk.describe('Name of the ilk that the Generator draws on, as ASCII text.'),
  addresses: object({
    diamond: address.describe('The Diamond, which is the controller of its PAU.'),
    almProxy: address.describe('The ALMProxy that holds its funds.'),
    rateLimits: address.describe('The RateLimits that bind the Diamond.'),
    allocatorVault: address.describe('The AllocatorVault that mints and burns USDS for it.'),
    allocatorBuffer: address.describe('The AllocatorBuffer that minted USDS arrives in.'),
  }).describe('Contracts of the Generator.'),
  migrationMom: address
    .nullable()
    .default(null)
    .describe('Its own MigrationMom, where there are several; null where it has that of governance.'),
  srUsds: srUsds.nullable().default(null).describe('What it issues srUSDS by; null where it issues none.'),
  facets: list(
    object({
      name: text.describe('Name of the facet.'),
      address: address.describe('Its address.'),
    }),
  ).describe('The facets that the Diamond was deployed with: what has changed since is told by them.'),
  primes: list(prime).describe(
    'The Primes that this Generator funds, or will. Two Generators may fund one Prime: its entries then say the same, but for a vault each.',
  ),
})

/** Shape of a deployment file as it is written: the addresses that one console watches. Unknown keys are refused. */
export const deploymentFileSchema = object({
  $schema: z
    .string(expected('a text'))
    .exactOptional()
    .describe('Where this schema is, for editors. The console ignores it.'),
  name: text.describe('What the deployment is called.'),
  chainId: positive.describe('Id of the chain, as eth_chainId gives it.'),
  blockTimeSeconds: z
    .number(expected('a number or null'))
    .positive(expected('a number above 0'))
    .nullable()
    .describe('Usual time between two blocks [s]; null on a chain that mines on demand.'),
  explorer: url.nullable().describe('Address of a block explorer, for links.'),
  publicRpc: url
    .nullable()
    .describe('A node without a key, which browsers may read when the server is gone.'),
  startBlock: count.describe('First block that can hold an event of this deployment.'),
  configurator: object(unitFields)
    .exactOptional()
    .describe('The Configurator Unit of all Generators, where there is only one.'),
  units: list(object({ name: text.describe('Name of the Unit.'), ...unitFields }))
    .exactOptional()
    .describe('The Configurator Units, where there are several, in the place of the field above.'),
  mcd: object({
    vat: address.describe('The Vat: debt and ceiling of every ilk.'),
    jug: address.describe('The Jug: the stability fee of every ilk.'),
    usdsJoin: address.describe('UsdsJoin, which turns internal balances into USDS.'),
    usds: address.describe('USDS.'),
    chainlog: address.exactOptional().describe('The Chainlog, which names addresses of the protocol.'),
    autoLine: address
      .exactOptional()
      .describe('AutoLine, by which anyone moves a debt ceiling within its terms.'),
    lineMom: address
      .exactOptional()
      .describe('LineMom, by which a debt ceiling is set to 0 without a delay.'),
  }).describe('Contracts that account for the debt.'),
  governance: object({
    pause: address.nullable().describe('The DSPause, in which plans of governance wait.'),
    pauseProxy: address.nullable().describe('The proxy that runs plans of governance.'),
    chief: address.nullable().describe('The Chief, whose hat may plan.'),
    protego: address.nullable().describe('Protego, by which a plan can be dropped.'),
    facetAllowlist: address.nullable().describe('The FacetAllowlist: code that a Diamond may be given.'),
    migrationMom: address.nullable().describe('MigrationMom, which stops migrations without a delay.'),
  })
    .nullable()
    .default(null)
    .describe('Contracts of governance; null where none is watched.'),
  generators: list(generator).describe('The Generators; an empty list where there is none yet.'),
  primes: list(prime)
    .default([])
    .describe(
      'Primes that belong to no Generator, whose vault is null; their fields are those of a Prime above.',
    ),
  compatibilityIlks: list(
    object({
      ilk: ilk.describe('Name of a legacy ilk that a Prime of this file has.'),
      reason: reason.describe('Why it stays for now, for whoever reads the gates of the exit from Phase 6.'),
    }),
  )
    .default([])
    .describe(
      'Legacy ilks that may keep debt when Phase 6 ends, each by name: the explicit compatibility list of its exit.',
    ),
  safes: list(
    object({
      name: text.describe('Name of the Safe.'),
      address: address.describe('Its address.'),
    }),
  ).describe('Safes whose owners act through the console.'),
  names: byAddress(text.describe('Name of the address that is its key.')).describe(
    'What to call addresses that no other field is for: cBEAMs, relayers, members of councils, other contracts.',
  ),
  codeHashes: byAddress(
    codeHash.describe('Hash of the code at the address that is its key, as EXTCODEHASH gives it.'),
  )
    .default({})
    .describe('The code that is right, at any contract that a transaction of this deployment enters.'),
})

/** What a deployment file holds. */
export type DeploymentFile = Omit<z.infer<typeof deploymentFileSchema>, '$schema'>
type PrimeOfFile = z.infer<typeof prime>
type GeneratorOfFile = DeploymentFile['generators'][number]

type UnitOfFile = NonNullable<DeploymentFile['units']>[number]

/** One Configurator Unit: a BeamState with what acts on it. */
export type UnitDeployment = Readonly<UnitOfFile>
/** A Prime with the vault through which a Generator funds it. */
export type PrimeDeployment = PrimeOfFile & { readonly vault: Address }
/** A Prime that no Generator funds yet. */
export type UnfundedPrime = PrimeOfFile & { readonly vault: null }
export type GeneratorDeployment = Omit<GeneratorOfFile, 'primes' | 'unit'> & {
  /** Name of the Unit in whose scope it is. */
  readonly unit: string
  readonly primes: PrimeDeployment[]
}
/**
 * A deployment: its Units, each Generator with the Primes that it funds, and apart from them those that none funds yet.
 * Written as a file it is read as the same.
 */
export type Deployment = Omit<DeploymentFile, 'configurator' | 'units' | 'generators' | 'primes'> & {
  readonly units: UnitDeployment[]
  readonly generators: GeneratorDeployment[]
  readonly primes: UnfundedPrime[]
}
export type GovernanceDeployment = NonNullable<Deployment['governance']>

const isFunded = (one: PrimeOfFile): one is PrimeDeployment => one.vault !== null
const isUnfunded = (one: PrimeOfFile): one is UnfundedPrime => one.vault === null

/** The Units of a file, whether it has one in a field of its own or a list. */
export function unitsOf({
  configurator,
  units = [],
}: Pick<DeploymentFile, 'configurator' | 'units'>): UnitDeployment[] {
  return configurator === undefined ? units : [{ name: LONE_UNIT, ...configurator }]
}

/**
 * Gives each Generator its Unit, and tells Primes that a Generator funds from those that none funds yet, wherever the file
 * lists them.
 */
export function deploymentOf(file: DeploymentFile): Deployment {
  const { configurator: _, units: __, generators, primes, ...rest } = file
  return {
    ...rest,
    units: unitsOf(file),
    generators: generators.map((one) => ({
      ...one,
      unit: one.unit ?? LONE_UNIT,
      primes: one.primes.filter(isFunded),
    })),
    primes: [...generators.flatMap((one) => one.primes), ...primes].filter(isUnfunded),
  }
}
