import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Interface, type InterfaceAbi, type Result } from 'ethers'
import { keccak256, size } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { places } from '@/lib/console/effects'
import type { ConsoleModel } from '@/lib/console/model'
import { pauReaders } from '@/lib/deployment/schema'
import type { LeafEntry } from '@/lib/leaf/leaves'
import { leavesOf } from '@/lib/leaf/leaves'
import { pathOf, textOf } from '@/lib/leaf/path'
import type { Source } from '@/lib/leaf/source'
import { modelOf, readScenario, type ScenarioReading } from '@/lib/testing/scenario'

let scenario: ScenarioReading
let model: ConsoleModel

beforeAll(async () => {
  scenario = await readScenario()
  model = modelOf(scenario.deployment, scenario.reading)
})
afterAll(() => scenario.chain.stop())

/** Values that rest on no call: how far events were read, and whether a key has a name. */
const withoutCall = () =>
  model.checks
    .filter(({ id }) => /^(coverage\/events|limits\/named\/0x[0-9a-fA-F]{40}\/0x[0-9a-f]{64})$/.test(id))
    .flatMap(({ id }) => [places.checks(id).holds, places.checks(id).found].map(pathOf))

describe('provenance', () => {
  it('is about controllers of every kind, and about Primes with and without a vault', () => {
    const funded = model.generators.flatMap(({ primes }) => primes)
    const kinds = [...funded, ...model.unfunded].flatMap(({ controllers }) =>
      controllers.map(({ reader }) => reader),
    )
    expect([...new Set(kinds)].toSorted()).toEqual([...pauReaders].toSorted())
    expect([funded.length, model.unfunded.length]).toEqual([4, 1])
  })

  it('knows every leaf of the scenario', () => {
    expect(leavesOf(model).filter(({ leaf }) => !leaf.ok)).toEqual([])
  })

  it('names for every leaf the reads that it rests on', () => {
    const silent = leavesOf(model).filter(
      ({ path, leaf }) => leaf.from.length === 0 && !withoutCall().includes(path),
    )
    expect(silent.map(({ path }) => path)).toEqual([])
    const lost = leavesOf(model).filter(({ leaf }) => leaf.from.some((id) => model.sources[id] === undefined))
    expect(lost).toEqual([])
  })

  it('gives every read value as a raw call at the same hash returns it, by an independent decoder', async () => {
    const reads = leavesOf(model).filter(({ leaf }) => leaf.ok && leaf.pick)
    const raw = await rawAnswers()
    for (const { path: at, leaf } of reads) {
      if (!leaf.ok || !leaf.pick) continue
      expect(normal(leaf.value), textOf(at)).toEqual(normal(walk(raw.get(leaf.pick.source), leaf.pick.path)))
    }
    expect(reads.length).toBeGreaterThan(150)
    // Every source is compared; none is only listed.
    const compared = new Set(
      reads.flatMap(({ leaf }: LeafEntry) => (leaf.ok && leaf.pick ? [leaf.pick.source] : [])),
    )
    const uncompared = model.sources.flatMap((source, id) => (compared.has(id) ? [] : [source.signature]))
    expect(uncompared).toEqual([])
  })
})

/** Every source is asked again separately: without aggregation, override or shared code. */
async function rawAnswers(): Promise<ReadonlyMap<number, unknown>> {
  const { rpc, reading } = scenario
  const at = { blockHash: reading.block.hash }
  const abi = buildInterface()
  const entries = model.sources.map(async (source, id) => {
    if (source.kind === 'code') {
      const code = await rpc.request<`0x${string}`>('eth_getCode', [source.address, at])
      return [id, [keccak256(code), BigInt(size(code))]] as const
    }
    const data = await rpc.request<string>('eth_call', [{ to: source.address, data: source.data }, at])
    return [id, decode(abi, source, data)] as const
  })
  return new Map(await Promise.all(entries))
}

/** Every function of the contract build, by the artifacts that Forge wrote. Several contracts have an `ilks`. */
function buildInterface(): ReadonlyMap<string, readonly Interface[]> {
  const out = path.resolve('contracts/out')
  const bySelector = new Map<string, Interface[]>()
  const add = (iface: Interface) =>
    iface.forEachFunction(({ selector }) =>
      bySelector.set(selector, [...(bySelector.get(selector) ?? []), iface]),
    )
  for (const folder of readdirSync(out).filter((name) => name.endsWith('.sol'))) {
    for (const file of readdirSync(path.join(out, folder))) {
      const artifact = JSON.parse(readFileSync(path.join(out, folder, file), 'utf8')) as { abi: InterfaceAbi }
      const iface = new Interface(artifact.abi)
      add(iface)
    }
  }
  add(published('Safe.sol/Safe'))
  // What the proxy answers itself.
  add(published('proxies/SafeProxy.sol/IProxy'))
  return bySelector
}

/** A contract of the Safe, from the artifact that was published with it. */
function published(contract: string): Interface {
  const file = `@safe-global/safe-contracts/build/artifacts/contracts/${contract}.json`
  const text = readFileSync(createRequire(import.meta.url).resolve(file), 'utf8')
  return new Interface((JSON.parse(text) as { abi: InterfaceAbi }).abi)
}

/** The result, decoded by the artifact whose outputs these are: encoding it again gives the same bytes. */
function decode(abi: ReadonlyMap<string, readonly Interface[]>, source: Source, data: string): unknown {
  const selector = source.data.slice(0, 10)
  for (const iface of abi.get(selector) ?? []) {
    const fragment = iface.getFunction(selector)
    if (!fragment) continue
    try {
      const result = iface.decodeFunctionResult(fragment, data)
      if (iface.encodeFunctionResult(fragment, [...result]) !== data) continue
      return fragment.outputs.length === 1 ? result[0] : result
    } catch {
      // These are the outputs of another contract's function of the same name.
    }
  }
  throw new Error(`${source.signature} is in no artifact with these outputs`)
}

/** Follows a path such as `[0].facetAddress` into a decoded result. */
function walk(value: unknown, at: string): unknown {
  return (at.match(/[^.[\]]+/g) ?? []).reduce(
    (node: unknown, step) =>
      Array.isArray(node) && /^\d+$/.test(step) ? node[Number(step)] : named(node, step),
    value,
  )
}

function named(node: unknown, name: string): unknown {
  return (node as Result).toObject()[name]
}

/** One form for the values of both decoders: structs as lists, flags as numbers, integers as text, hex in lower case. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal)
  if (typeof value === 'object' && value !== null) return Object.values(value).map(normal)
  if (typeof value === 'boolean') return value ? '1' : '0'
  return String(value).toLowerCase()
}
