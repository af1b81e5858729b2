import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Address, encodeFunctionData, getAddress, keccak256, toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { writeDeployment } from '@/contracts/script/scenario'
import { almProxyAbi } from '@/lib/abi'
import { httpRpc, type Rpc } from '@/lib/chain/rpc'
import { checkState, titleOf } from '@/lib/console/model/check'
import { contractEntries, type Deployment } from '@/lib/deployment'
import { PUBLISHED_SCHEMA } from '@/lib/deployment/published'
import { modelOf, readAgain } from '@/lib/testing/scenario'
import { countsOf, isSound, lineOf } from './check'
import { claimsOf } from './check-kinds'
import type { Point } from './check-point'
import { reportOn } from './check-report'
import { startSavedScenario } from './saved-scenario'
import type { ScenarioChain } from './scenario-chain'
import { root } from './tools'

let chain: ScenarioChain
let rpc: Rpc
let folder: string
let points: readonly Point[]
beforeAll(async () => {
  chain = await startSavedScenario()
  rpc = httpRpc(chain.url, { label: 'anvil', timeout: 60_000 })
  folder = mkdtempSync(path.join(tmpdir(), 'generator-pau-check-'))
  points = await reportOn(chain.deployment, [rpc])
})
afterAll(async () => {
  await chain.stop()
  rmSync(folder, { recursive: true })
})

const inPart = (part: string, of = points) => of.filter((point) => point.part === part)
const wrong = (of: readonly Point[]) => of.filter(({ state }) => state === 'wrong').map(lineOf)

/** The deployment with one address in the place of another, and the other way round. */
function swapped(one: Address, other: Address): Deployment {
  const swap = (address: Address) => (address === one ? other : address === other ? one : address)
  return JSON.parse(JSON.stringify(chain.deployment), (_, value: unknown) =>
    typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value) ? swap(getAddress(value)) : value,
  ) as Deployment
}

describe('the report on a deployment file', () => {
  it('has a line for the chain, the start, code and kind of each address', () => {
    const { deployment } = chain
    expect(inPart('chain')).toHaveLength(1)
    expect(inPart('start block')).toHaveLength(2)
    expect(inPart('code')).toHaveLength(contractEntries(deployment).length)
    expect(inPart('kind')).toHaveLength(claimsOf(deployment).length)
    for (const part of ['chain', 'start block', 'code', 'kind']) {
      expect(inPart(part).every(({ state }) => state === 'pass')).toBe(true)
    }
  })

  it('has every check as it stands on the console', async () => {
    const model = modelOf(chain.deployment, await readAgain(rpc, chain.deployment))
    expect(model.checks.length).toBeGreaterThan(100)
    const states = {
      pass: 'pass',
      critical: 'wrong',
      attention: 'look',
      notice: 'look',
      unknown: 'unchecked',
    }
    const bare = (text: string) => text.replace(/(0x[0-9a-fA-F]{40}) \([^)]*\)/g, '$1')
    const told = points.map(({ part, says, state }) => `${part} ${state} ${bare(says)}`)
    for (const check of model.checks) {
      expect(told).toContain(`${check.area} ${states[checkState(check)]} ${bare(titleOf(check))}`)
    }
  })

  it('says who holds each role, and what each limit counts', () => {
    const { generators } = chain.deployment
    const roles = inPart('roles').map(lineOf).join('\n')
    expect(roles).toContain(`FREEZER of USDS Generator on ${generators[0]!.addresses.diamond}`)
    expect(roles).toMatch(/RELAYER of Keel on 0x\w{40} \(Keel controller\)\n +0x\w{40}/)
    expect(roles).toMatch(/RELAYER of Spark on 0x\w{40} \(Spark controller 2\)\n +0x\w{40}/)
    for (const name of ['Spark', 'Osero']) {
      for (const who of ['Actors', 'Revokers', 'Admins']) {
        expect(roles).toMatch(
          new RegExp(`${who} of an agent of ${name} on 0x\\w{40} \\(${name} agent( 1)?\\)\\n +0x\\w{40}`),
        )
      }
    }
    expect(roles).toMatch(/EXECUTOR_ROLE of the timelock \(Prime scope\)\n +Anyone\./)
    expect(roles).toMatch(
      /paired with PAUs that are no Generator of this Unit \(Generator scope\)\n +(Nobody|0x\w{40} \(.*\) with 0x\w{40})/,
    )
    const units = inPart('units')
    expect(units.length).toBeGreaterThanOrEqual(1 + 5 * generators[0]!.primes.length)
    const mint = units.find(({ says }) => says.startsWith('USDS mint limit'))
    expect(mint?.found).toMatch(
      /^USDS 0x\w{40} \(USDS\), 18 decimals: maximum [\d,.]+ USDS, slope [\d,.]+ USDS\/s\.$/,
    )
  })

  it('leaves nothing unchecked on the scenario, and finds wrong only what the scenario left behind', () => {
    expect(points.filter(({ state }) => state === 'unchecked').map(lineOf)).toEqual([])
    expect(points.filter(({ state }) => state === 'wrong').map(({ says }) => says)).toEqual([
      'Obex is retired, but the Diamond still controls its ALMProxy',
    ])
    expect(isSound(points)).toBe(false)
  })

  it('finds two contracts of different kinds that are swapped', async () => {
    const { almProxy, rateLimits } = chain.deployment.generators[0]!.addresses
    const found = await reportOn(swapped(almProxy, rateLimits), [rpc])
    expect(isSound(found)).toBe(false)
    const kinds = inPart('kind', found).filter(({ state }) => state === 'wrong')
    expect(kinds.map(({ says }) => says.split(':')[0])).toEqual([
      'generators[0].addresses.almProxy',
      'generators[0].addresses.rateLimits',
    ])
    expect(kinds[0]?.found).toContain('is not an ALMProxy: it answers as a RateLimits')
  })

  it('finds two contracts of one kind that are swapped, by how they are wired', async () => {
    const [spark, grove] = chain.deployment.generators[0]!.primes
    expect(
      wrong(
        await reportOn(swapped(spark!.controllers[0].rateLimits, grove!.controllers[0].rateLimits), [rpc]),
      ).join('\n'),
    ).toContain("primes: Spark's controller is bound by another RateLimits")
    expect(wrong(await reportOn(swapped(spark!.vault, grove!.vault), [rpc])).join('\n')).toContain(
      'primes: Spark may not take from its vault',
    )
  })

  it('finds an address without code, and a node of another chain', async () => {
    const nobody = getAddress(`0x${'ab'.repeat(20)}`)
    const { facets } = chain.deployment.generators[0]!
    const found = await reportOn(swapped(facets[0]!.address, nobody), [rpc])
    expect(wrong(found).join('\n')).toContain(`generators[0].facets[0].address: no code at ${nobody}`)
    const elsewhere = await reportOn({ ...chain.deployment, chainId: 1 }, [rpc])
    expect(elsewhere[0]).toMatchObject({
      state: 'wrong',
      found: 'chainId: the file says 1, anvil says 31337',
    })
    expect(elsewhere.slice(1).every(({ state }) => state === 'unchecked')).toBe(true)
    expect(isSound(elsewhere)).toBe(false)
  })

  it('says of each point that it could not be checked where the node refuses', async () => {
    const refusing = (method: string): Rpc => ({
      ...rpc,
      request: async (asked, params) => {
        if (asked === method) throw new Error('was refused')
        return rpc.request(asked, params)
      },
    })
    const withoutCalls = await reportOn(chain.deployment, [refusing('eth_call')])
    expect(inPart('kind', withoutCalls)).toHaveLength(claimsOf(chain.deployment).length)
    expect(inPart('kind', withoutCalls).every(({ state }) => state === 'unchecked')).toBe(true)
    expect(inPart('picture', withoutCalls)).toMatchObject([
      { state: 'unchecked', found: 'The node was refused.' },
    ])
    const withoutEvents = await reportOn(chain.deployment, [refusing('eth_getLogs')])
    expect(isSound(withoutEvents)).toBe(false)
    expect(
      withoutEvents
        .filter(({ state }) => state === 'unchecked')
        .map(({ found }) => found)
        .join(),
    ).toContain('was refused')
  })
})

/** Governance takes from the Diamond what it still has of the Prime that is retired. */
async function endLeftBehind(): Promise<void> {
  const { governance, generators } = chain.deployment
  const { addresses, primes } = generators[0]!
  const { almProxy } = primes.find(({ slug }) => slug === 'obex')!
  const revoke = encodeFunctionData({
    abi: almProxyAbi,
    functionName: 'revokeRole',
    args: [keccak256(toHex('CONTROLLER')), addresses.diamond],
  })
  const from = governance!.pauseProxy!
  await rpc.request('anvil_impersonateAccount', [from])
  await rpc.request('anvil_setBalance', [from, '0xde0b6b3a7640000'])
  await rpc.request('eth_sendTransaction', [{ from, to: almProxy, data: revoke }])
}

describe('npm run check', () => {
  /** What may be a key, wherever it stands. */
  const keys = ['Pa55wordOfTheNode', 'k3yInTheQuery0123456789']
  const withKeys = () => `${chain.url.replace('//', `//someone:${keys[0]}@`)}/?apikey=${keys[1]}`
  const run = (args: readonly string[], env: Readonly<Record<string, string>>) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['lib/cli/bootstrap.mjs', 'check', ...args],
      { cwd: root, encoding: 'utf8', env: { ...process.env, ...env } },
    )
    return { status, stdout, stderr, all: stdout + stderr }
  }

  it('passes a file once nothing is wrong any more, and shows no key of the node', async () => {
    await endLeftBehind()
    const file = path.join(folder, 'deployment.json')
    writeDeployment(file, chain.deployment)
    const validator = z.fromJSONSchema(JSON.parse(readFileSync(PUBLISHED_SCHEMA, 'utf8')))
    expect(validator.safeParse(JSON.parse(readFileSync(file, 'utf8'))).success).toBe(true)
    const { status, all, stdout } = run([file], { RPC_URL: withKeys() })
    expect(stdout).toContain('wiring: The Diamond acts through the ALMProxy')
    expect(stdout).toContain(`${file}: ${countsOf(await reportOn(chain.deployment, [rpc]))}`)
    expect(status).toBe(0)
    for (const key of keys) expect(all).not.toContain(key)
  })

  it('fails a file with a wrong address, and one whose node does not answer', () => {
    const file = path.join(folder, 'swapped.json')
    const { vat, jug } = chain.deployment.mcd
    writeDeployment(file, swapped(vat, jug))
    const swap = run([file], { RPC_URL: withKeys() })
    expect(swap.stdout).toMatch(/WRONG +kind: mcd\.vat/)
    expect(swap.status).toBe(1)
    const deaf = run([file], { RPC_URL: `http://127.0.0.1:1/v3/${keys[1]}` })
    expect(deaf.stdout).toMatch(/COULD NOT CHECK +chain: /)
    expect(deaf.status).toBe(1)
    for (const key of keys) expect(swap.all + deaf.all).not.toContain(key)
  })

  it.each([
    [[], {}, 'Name one deployment file'],
    [['x.json', 'y.json'], {}, 'Name one deployment file'],
    [['x.json'], { RPC_URL: '' }, 'RPC_URL: is missing'],
    [['none.json'], { RPC_URL: 'http://127.0.0.1:1' }, 'none.json: no such file'],
  ])('refuses %j with %j', (args, env, line) => {
    const { status, stderr } = run(args, env)
    expect(status).toBe(1)
    expect(stderr).toContain(line)
  })
})
