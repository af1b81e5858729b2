import { keccak256, stringToHex, toFunctionSelector, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { wad } from '@/lib/math'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { migratingModel } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { answerSeries, FUNNEL_ANSWERS, type FunnelAnswer, whenCanTake } from '@/lib/vaults'
import { askFunnel, funnelInputs, funnelLeaves, limitOf, storedVault } from './funnel'

const [DEPOSITOR_ROLE, CONTROLLER] = ['DEPOSITOR_ROLE', 'CONTROLLER'].map((name) =>
  keccak256(stringToHex(name)),
)

const inUsds: FakeOutputs = {
  'asset()': () => [fakePrimeDeployment().mcd.usds],
  'balanceOf(address)': () => [10n ** 18n],
}

/** The console of the fake deployment, and its Prime, where these calls revert. */
function consoleWithout(...signatures: readonly string[]) {
  const broken = Object.fromEntries(signatures.map((signature) => [signature, () => null]))
  const model = fakeModel({ ...inUsds, ...broken }, fakeTime, fakePrimeDeployment())
  const [generator] = model.generators
  const [prime] = generator?.primes ?? []
  if (!generator || !prime) throw new RangeError('The fake deployment has no Prime')
  return { ...model, generator, prime }
}

const primeWithout = (...signatures: readonly string[]) => consoleWithout(...signatures).prime

/** Which of the values are known. */
const known = (prime: ReturnType<typeof primeWithout>) => ({
  canTake: prime.canTake.ok,
  canAdd: prime.canAdd.ok,
  canRecall: prime.canRecall.ok,
  funding: prime.vault.funding.ok,
  totalAssets: prime.vault.totalAssets.ok,
})

const all = { canTake: true, canAdd: true, canRecall: true, funding: true, totalAssets: true }

describe('a value that could not be read', () => {
  it.each<[what: string, signatures: readonly string[], lost: Partial<typeof all>]>([
    ['nothing', [], {}],
    ['the controller of the Prime', ['facetAddress(bytes4)'], { canTake: false }],
    ['MCD', ['Line()'], { canAdd: false }],
    ['the deposit cap', ['depositCap()'], { canAdd: false }],
    ['the most that a share may cost', ['maxExchangeRates(address)'], { canAdd: false }],
  ])('makes only the answers unknown that rest on it: %s', (_, signatures, lost) => {
    expect(known(primeWithout(...signatures))).toEqual({ ...all, ...lost })
  })

  it.each<[what: string, signatures: readonly string[], isKnown: boolean]>([
    ['nothing', [], true],
    ['MCD', ['Line()'], true],
    ['the deposit cap', ['depositCap()'], true],
    ['the controller of the Prime', ['facetAddress(bytes4)'], false],
  ])('leaves it known from when a Prime can draw, unless that rests on it: %s', (_, signatures, isKnown) => {
    const { prime, generator, mcd } = consoleWithout(...signatures)
    const funnel = {
      leaves: funnelLeaves(prime, generator, mcd),
      all: funnelInputs(prime, generator, mcd),
    }
    expect(funnel.all.ok).toBe(signatures.length === 0)
    const when = askFunnel(funnel, (inputs) => whenCanTake(inputs, wad(1n), fakeTime))
    expect(when.ok).toBe(isKnown)
    const whole = consoleWithout()
    const asIs = funnelInputs(whole.prime, whole.generator, whole.mcd)
    if (when.ok && asIs.ok) expect(when.value).toEqual(whenCanTake(asIs.value, wad(1n), fakeTime))
  })

  it.each<[what: string, signature: string, lost: readonly FunnelAnswer[]]>([
    ['the controller of the Prime', 'facetAddress(bytes4)', ['take']],
    ['MCD', 'Line()', ['add']],
    ['the deposit cap', 'depositCap()', ['add']],
  ])('makes only the series of the next days unknown that rest on it: %s', (_, signature, lost) => {
    const { prime, generator, mcd } = consoleWithout(signature)
    const funnel = {
      leaves: funnelLeaves(prime, generator, mcd),
      all: funnelInputs(prime, generator, mcd),
    }
    const unknown = FUNNEL_ANSWERS.filter(
      (answer) => !askFunnel(funnel, (inputs) => answerSeries(answer, inputs, fakeTime, 86_400n, 5)).ok,
    )
    expect(unknown).toEqual(lost)
  })
})

describe('what stands in the way of a draw', () => {
  const NO_FACET = { 'facetAddress(bytes4)': () => [zeroAddress] }
  const { generators } = fakePrimeDeployment()
  const { almProxy, diamond } = generators[0]!.addresses
  const controller = generators[0]!.primes[0]!.controllers[0].controller

  /** The rules of an answer that let nothing through, with everything else in place. */
  const closed = (answer: 'canTake' | 'canAdd' | 'canRecall', outputs: FakeOutputs) => {
    const found = migratingModel({ phase: 'Legacy' }, { ...wired, ...outputs }).generators[0]!.primes[0]![
      answer
    ]
    return found.ok
      ? found.value.constraints.flatMap((rule) => (rule.state === 'closed' ? [rule.id] : []))
      : 'unknown'
  }
  const wired: FakeOutputs = {
    'facets()': () => [
      [
        {
          facetAddress: someone,
          functionSelectors: [
            'mintUSDS(uint256)',
            'depositERC4626(address,uint256,uint256)',
            'withdrawERC4626(address,uint256,uint256)',
          ].map((signature) => toFunctionSelector(signature)),
        },
      ],
    ],
    'frozen(address)': () => [false],
    'hasRole(bytes32,address)': ([role, account]) => [
      role === DEPOSITOR_ROLE || account !== almProxy || role === CONTROLLER,
    ],
  }

  it('is nothing where everything is in place', () => {
    for (const answer of ['canTake', 'canAdd', 'canRecall'] as const) {
      expect(closed(answer, {}), answer).toEqual([])
    }
  })

  it('is a controller without the function, without the role, or wired to something else', () => {
    expect(closed('canTake', NO_FACET)).toEqual(['take-function'])
    const { addresses } = generators[0]!
    const elsewhere = (signature: string): FakeOutputs => ({
      [signature]: (_, to) => [
        to === controller ? someone : signature === 'proxy()' ? almProxy : addresses.rateLimits,
      ],
    })
    const withoutRoleOn = (account: string, contract: string): FakeOutputs => ({
      'hasRole(bytes32,address)': ([role, holder], to) =>
        holder === account && to === contract
          ? [false]
          : wired['hasRole(bytes32,address)']!([role, holder], to),
    })
    const {
      almProxy: primeProxy,
      controllers: [{ rateLimits }],
    } = generators[0]!.primes[0]!
    const onProxy: readonly FakeOutputs[] = [elsewhere('proxy()'), withoutRoleOn(controller, primeProxy)]
    for (const outputs of onProxy) {
      expect(closed('canTake', outputs)).toEqual(['prime-controller-on-proxy'])
    }
    for (const outputs of [elsewhere('rateLimits()'), withoutRoleOn(controller, rateLimits)]) {
      expect(closed('canTake', outputs)).toEqual(['prime-controller-on-rate-limits'])
    }
    expect(closed('canAdd', withoutRoleOn(diamond, almProxy))).toEqual(['generator-controller-on-proxy'])
    expect(closed('canAdd', withoutRoleOn(diamond, addresses.rateLimits))).toEqual([
      'generator-controller-on-rate-limits',
    ])
  })

  it('is a depositor that may take, since the vault then takes no deposit of it', () => {
    expect(closed('canAdd', { 'hasRole(bytes32,address)': () => [true] })).toEqual(['depositor-is-no-taker'])
  })

  it('is another token than USDS, whose amounts enter no answer', () => {
    const model = migratingModel({ phase: 'Legacy' }, { ...wired, 'asset()': () => [someone] })
    const prime = model.generators[0]!.primes[0]!
    const reason = { kind: 'out-of-range', message: expect.stringContaining('holds another token than USDS') }
    for (const leaf of [prime.canTake, prime.canRecall, prime.vault.totalAssets, prime.vault.funding]) {
      expect(leaf).toMatchObject({ ok: false, reason })
    }
  })

  it('is no empty deposit limit, for what the Generator recalls', () => {
    const { prime, generator, mcd: facts } = consoleWithout()
    const inputs = funnelInputs(prime, generator, facts)
    expect(inputs).toMatchObject({ ok: true, value: { generator: { zeroLimitBlocksRecall: false } } })
  })
})

describe('what a vault and a limit store', () => {
  it('is a value where every field was read', () => {
    const { vault } = primeWithout()
    expect(storedVault(vault)).toMatchObject({
      ok: true,
      value: { depositCap: 1n, idle: 10n ** 18n, guardrails: { share: 1n } },
    })
    expect(storedVault(primeWithout('depositCap()').vault).ok).toBe(false)
  })

  it('is unknown for a limit that the facts do not list', () => {
    const { generator } = consoleWithout()
    expect(limitOf(generator, 'LIMIT_USDS_MINT').ok).toBe(true)
    expect(limitOf(generator, 'LIMIT_USDS_MINT', someone)).toMatchObject({
      ok: false,
      reason: { kind: 'not-read', message: 'The limit was not read.' },
    })
  })
})
