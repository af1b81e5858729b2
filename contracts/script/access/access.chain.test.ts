import path from 'node:path'
import {
  type AbiFunction,
  type Address,
  BaseError,
  concat,
  encodeAbiParameters,
  type Hex,
  toFunctionSelector,
  toFunctionSignature,
  toHex,
} from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { declaredContracts } from '@/lib/cli/abi-files'
import { startAnvil } from '@/lib/cli/anvil'
import { freePort } from '@/lib/cli/ports'
import { foundryTool } from '@/lib/cli/tools'
import { readArtifact } from '../artifacts'
import { connect, type ScenarioChain } from '../chain'
import { deploy } from '../deploy'
import { primesOf } from '../primes'
import { roles } from '../roles'
import { dataOf, type Rule, type Step } from './rules'
import { table } from './table'
import { type CallerName, createWorld, type World } from './world'

/** Outside of the Processing Window, and so are the days after. */
const START = Date.UTC(2026, 9, 1, 6, 0, 0) / 1000

/** What a call gets: its return data, or its revert data. */
type Answer = { readonly data: Hex } | { readonly revert: Hex }

/** The functions of a contract that change something, by signature; what has no ABI item of its own, as null. */
function changing(contract: string, file: string): ReadonlyMap<string, AbiFunction | null> {
  const { abi } = readArtifact(contract, file)
  return new Map(
    abi.flatMap((item): [string, AbiFunction | null][] => {
      if (item.type === 'fallback' || item.type === 'receive') return [[`${item.type}()`, null]]
      if (item.type !== 'function' || ['view', 'pure'].includes(item.stateMutability)) return []
      return [[toFunctionSignature(item), item]]
    }),
  )
}

const contracts = new Map(
  declaredContracts(path.resolve(import.meta.dirname, '../..'))
    // Lenses are never deployed: their code is placed for the length of one call.
    .filter(({ source }) => !source.includes('/lens/'))
    .map(({ source, contract }) => [contract, changing(contract, path.basename(source, '.sol'))] as const)
    .filter(([, functions]) => functions.size > 0),
)

let anvil: Awaited<ReturnType<typeof startAnvil>>
let chain: ScenarioChain
let world: World

beforeAll(async () => {
  anvil = await startAnvil({ port: await freePort(), timestamp: START })
  chain = connect(anvil.url)
  await chain.holdTime()
  const deployed = await deploy(chain, anvil.url, primesOf(4), roles.freezer.address, foundryTool('forge'))
  world = await createWorld(chain, deployed)
})

afterAll(() => anvil?.stop())

const revertData = (error: unknown): Hex | undefined => {
  const cause = error instanceof BaseError ? error.walk((inner) => 'data' in (inner as object)) : null
  const { data } = (cause ?? {}) as { readonly data?: unknown }
  return typeof data === 'string' ? (data as Hex) : undefined
}

interface Transaction {
  readonly to: Address
  readonly data: Hex
  readonly value: Hex
}

/** What a call by `from` gets at the time of the last block. @throws whatever is not a revert */
async function ask(from: Address, transaction: Transaction, time: bigint): Promise<Answer> {
  const call = { from, ...transaction, gas: toHex(30_000_000) }
  try {
    return { data: (await chain.rpc('eth_call', [call, 'latest', {}, { time: toHex(time) }])) as Hex }
  } catch (error) {
    const revert = revertData(error)
    if (revert === undefined) throw error
    return { revert }
  }
}

async function transactionOf(
  signature: string,
  item: AbiFunction | null,
  { args }: Rule,
  to: Address,
): Promise<Transaction> {
  const values = await args(world)
  if (item === null) {
    const [data = '0x'] = values as readonly Hex[]
    return { to, data, value: signature === 'receive()' ? '0x1' : '0x0' }
  }
  const data = concat([toFunctionSelector(item), encodeAbiParameters(item.inputs, values as never)])
  return { to, data, value: '0x0' }
}

async function take(step: Step): Promise<void> {
  if ('wait' in step) {
    await chain.at((await chain.time()) + step.wait)
    await chain.mine()
  } else {
    await chain.sendAll(step.from, [step.call])
  }
}

/** Callers by name, with all that each hears: the reason exactly, or null for success. */
type Heard = Readonly<Record<string, Answer>>

async function hear(transaction: Transaction, names: readonly CallerName[]): Promise<Heard> {
  const time = await chain.time()
  const answers = await Promise.all(
    names.map(async (name) => [name, await ask(world.by[name], transaction, time)] as const),
  )
  return Object.fromEntries(answers)
}

const callerNames = () => Object.keys(world.by) as CallerName[]

/** Whom the rule lets. Roles that one account holds together are rightful together. */
function rightful({ by }: Rule): CallerName[] {
  if (by === 'anyone') return ['stranger']
  if (by === 'nobody') return []
  const addresses = by.map((name) => world.by[name])
  return callerNames().filter((name) => addresses.includes(world.by[name]))
}

/** What everybody else hears who is refused. */
function refusals(rule: Rule): Record<string, Answer> {
  const { except, refusal } = rule
  const expected: Record<string, Answer> = {}
  const rightfulNames = rightful(rule)
  for (const name of callerNames()) {
    const reason = except[name] ?? (rightfulNames.includes(name) ? null : refusal)
    if (reason !== null) expected[name] = { revert: dataOf(reason, world.by[name], world) }
  }
  return expected
}

describe('the table of roles', () => {
  it('has every contract of src that has a function which changes something, and no other', () => {
    expect(Object.keys(table).sort()).toEqual([...contracts.keys()].sort())
  })

  it.each([...contracts])('has every such function of %s, and no other', (contract, functions) => {
    expect(Object.keys(table[contract]?.rules ?? {}).sort()).toEqual([...functions.keys()].sort())
  })
})

const rows = Object.entries(table).flatMap(([contract, { at, rules }]) =>
  Object.entries(rules).map(([signature, rule]) => ({ contract, at, signature, rule })),
)

describe('every function', () => {
  let snapshot: unknown

  beforeEach(async () => {
    snapshot = await chain.rpc('evm_snapshot')
  })

  afterEach(async () => {
    await chain.rpc('evm_revert', [snapshot])
  })

  it.each(rows.map((row) => [`${row.contract}.${row.signature.replace(/\(.*/, '')}`, row] as const))(
    '%s succeeds for its roles and refuses every other with the reason of the table',
    async (_, row) => {
      const { contract, at, signature, rule } = row
      const item = contracts.get(contract)?.get(signature) ?? null
      for (const step of rule.before(world)) await take(step)
      const transaction = await transactionOf(signature, item, rule, world.at[at])

      const allowed = await hear(transaction, rightful(rule))
      expect(Object.entries(allowed).filter(([, answer]) => 'revert' in answer)).toEqual([])
      const expected = refusals(rule)
      expect(await hear(transaction, Object.keys(expected) as CallerName[])).toEqual(expected)
    },
  )

  // A facet by itself has no state, so nobody holds a role there.
  it.each(
    rows
      .filter(({ at, contract }) => ['diamond', 'primeDiamond'].includes(at) && contract !== 'Diamond')
      .map((row) => [`${row.contract}.${row.signature.replace(/\(.*/, '')}`, row] as const),
  )('%s is refused to everybody at the facet itself', async (_, { contract, signature, rule }) => {
    const item = contracts.get(contract)?.get(signature) ?? null
    const facet = world.facets[contract]
    if (facet === undefined || rule.refusal === null) throw new Error(`${contract} is no facet of the world`)
    const transaction = await transactionOf(signature, item, rule, facet)
    const { refusal } = rule
    const expected = Object.fromEntries(
      callerNames().map((name) => [name, { revert: dataOf(refusal, world.by[name], world) }]),
    )
    expect(await hear(transaction, callerNames())).toEqual(expected)
  })
})
