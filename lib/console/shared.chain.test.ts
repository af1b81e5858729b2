import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { millions, thousands } from '@/contracts/script/amounts'
import { keys } from '@/contracts/script/scenario'
import { buildAction } from '@/lib/actions'
import { EventScan } from '@/lib/chain/logs'
import { read, readHead } from '@/lib/chain/read/reader'
import { httpRpc } from '@/lib/chain/rpc'
import { leavesOf } from '@/lib/leaf/leaves'
import { radToWadDown } from '@/lib/math'
import { modelOf, readScenario, readTwoGenerators, type ScenarioReading } from '@/lib/testing/scenario'
import { allFunds, planOf } from './funds'
import type { ConsoleModel } from './model'
import { checkState, titleOf } from './model/check'
import { fundedPrimes } from './shared'

let one: ScenarioReading
let two: ScenarioReading
let model: ConsoleModel
let alone: ConsoleModel

beforeAll(async () => {
  ;[one, two] = await Promise.all([readScenario(), readTwoGenerators()])
  model = modelOf(two.deployment, two.reading)
  alone = modelOf(one.deployment, one.reading)
})
afterAll(() => Promise.all([one?.chain.stop(), two?.chain.stop()]))

const known = <T>(leaf: { ok: true; value: T } | { ok: false }): T => {
  if (!leaf.ok) throw new Error('It is not known')
  return leaf.value
}
const second = () => model.generators[1]!
const spark = () => fundedPrimes(model.generators).find(({ id }) => id === 'spark')!

describe('two Generators with a Unit each and a Prime that both fund', () => {
  it('are read in whole, each with its own Unit', () => {
    expect(leavesOf(model).filter(({ leaf }) => !leaf.ok && leaf.reason.kind !== 'out-of-range')).toEqual([])
    expect(model.generators.map(({ name }) => name)).toEqual(['USDS Generator', 'Reserve Generator'])
    expect(model.units.map(({ name }) => name)).toEqual(['Generator scope', 'Reserve scope', 'Prime scope'])
    expect(new Set(model.generators.map(({ unit }) => unit)).size).toBe(2)
    expect(spark().at.map(({ generator }) => generator.name)).toEqual(['USDS Generator', 'Reserve Generator'])
  })

  it('leave the first Generator and its Primes as they are alone', () => {
    const figures = ({ generators: [first] }: ConsoleModel) => ({
      debt: known(first!.debt.debtNow) / 10n ** 45n,
      idle: known(first!.proxyIdle),
      primes: first!.primes.map(({ id, vault, legacyDebt, canTake }) => [
        id,
        known(vault.idle),
        known(legacyDebt) / 10n ** 45n,
        known(canTake).amount,
      ]),
    })
    expect(figures(model)).toEqual(figures(alone))
  })

  it('have checks of which none is told twice, and which fail where they fail with one Generator', () => {
    const { checks } = model
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length)
    const titles = checks.map(titleOf)
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([])
    const open = ({ checks: all }: ConsoleModel) =>
      all.filter((check) => checkState(check) !== 'pass').map((check) => titleOf(check))
    const bare = (title: string) => title.replace(/ \((?:USDS|Reserve) Generator\)$/, '')
    const before = new Set(open(alone).map(bare))
    expect(open(model).filter((title) => !before.has(bare(title)))).toEqual([])
    // What the second Generator has of its own is in order.
    expect(open(model).filter((title) => title.includes('Reserve'))).toEqual([])
  })

  it('account each for its own debt, and hold what they are worth against it', () => {
    const { debt, proxyIdle, bufferIdle, primes, totals } = second()
    // Drawn 40 days ago: 10 million for the vault, and 2 million that it keeps.
    expect(known(debt.Art) / thousands(1n)).toBeGreaterThan(11_900n)
    expect(radToWadDown(known(debt.debtNow)) / millions(1n)).toBe(12n)
    expect([known(proxyIdle), known(bufferIdle)]).toEqual([thousands(2_000n), 0n])
    expect(known(primes[0]!.vault.idle)).toBe(thousands(4_000n))
    expect(known(primes[0]!.vault.funding) / millions(1n)).toBe(10n)
    // The legacy debt of the Prime that they share is that of the first alone.
    expect(known(totals.legacy)).toBe(0n)
    expect(known(totals.total)).toBe(known(debt.debtNow))
    const ids = model.identities.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => id.startsWith('assets/'))).toHaveLength(2)
    expect(model.identities.every(({ holds }) => known(holds))).toBe(true)
  })

  it('let the shared Prime draw from each vault by a limit of its own', () => {
    const [first, reserve] = spark().at.map(({ prime }) => prime)
    expect(first!.controllers.map(({ id }) => id)).toEqual(reserve!.controllers.map(({ id }) => id))
    expect(first!.takeLimit.rateLimits).toBe(reserve!.takeLimit.rateLimits)
    expect(reserve!.takeLimit.id).toBe(keys.take(reserve!.addresses.vault))
    expect(known(reserve!.takeLimit.maxAmount)).toBe(thousands(8_000n))
    // Of 4 million idle three quarters may leave; the buffer of half a million stays.
    const { amount, binding } = known(reserve!.canTake)
    expect([amount, binding]).toEqual([thousands(3_000n), 'withdrawal-policy'])
  })

  it('have limits each on its own RateLimits', () => {
    const ids = second().limits.map(({ rateLimits, id }) => `${rateLimits} ${id}`)
    const others = new Set(model.generators[0]!.limits.map(({ rateLimits, id }) => `${rateLimits} ${id}`))
    expect(ids.filter((id) => others.has(id))).toEqual([])
    const mint = second().limits.find(({ id }) => id === keys.mint)!
    expect(known(mint.maxAmount)).toBe(millions(20n))
  })

  it('have the funds of the shared Prime once, and a freeze of them calls each controller once', () => {
    const funds = allFunds(model).filter(({ prime }) => prime !== null)
    expect(funds.map(({ prime }) => prime)).toEqual(['spark', 'grove', 'keel', 'obex', 'osero'])
    const [plan] = planOf(funds)
    expect(plan!.steps).toHaveLength(2)
    const { address } = two.deployment.safes[0]!
    const { address: before } = one.deployment.safes[0]!
    const freeze = (of: ConsoleModel, safe: typeof address) =>
      buildAction({ kind: 'freeze-funds' }, of, safe)!.calls.map(({ to, data }) => `${to} ${data}`)
    const calls = freeze(model, address)
    expect(new Set(calls).size).toBe(calls.length)
    // Two relayers of the second Generator more.
    expect(calls).toHaveLength(freeze(alone, before).length + 2)
  })

  it('take two requests for a block, as one Generator does', async () => {
    let trips = 0
    const rpc = httpRpc(two.chain.url, {
      timeout: 60_000,
      fetch: (url, init) => {
        trips += 1
        return fetch(url, init)
      },
    })
    const { deployment, reading } = two
    const scan = new EventScan(deployment)
    const head = await readHead(rpc)
    await scan.upTo(rpc, head)
    trips = 0
    const next = await readHead(rpc)
    const learning = scan.upTo(rpc, next)
    const again = await read(rpc, deployment, next, reading.known, {
      hasMulticall: true,
      learning,
      seed: reading.answers.keys(),
    })
    expect(trips).toBe(2)
    const unread = leavesOf(modelOf(deployment, again)).filter(
      ({ leaf }) => !leaf.ok && leaf.reason.kind !== 'out-of-range',
    )
    expect(unread).toEqual([])
  })
})
