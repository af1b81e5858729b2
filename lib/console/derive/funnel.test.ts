import { describe, expect, it } from 'vitest'
import { wad } from '@/lib/math'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime } from '@/lib/testing/fakes/model'
import { answerSeries, FUNNEL_ANSWERS, type FunnelAnswer, whenCanTake } from '@/lib/vaults'
import { askFunnel, funnelInputs, funnelLeaves } from './funnel'

const inUsds: FakeOutputs = {
  'asset()': () => [fakePrimeDeployment().mcd.usds],
  'balanceOf(address)': () => [10n ** 18n],
}

/** The console of the fake deployment where these calls revert, and its Prime. */
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

describe('what is unreadable in one place', () => {
  it.each<[what: string, signatures: readonly string[], lost: Partial<typeof all>]>([
    ['nothing', [], {}],
    ['the controller of the Prime', ['facetAddress(bytes4)'], { canTake: false }],
    ['MCD', ['Line()'], { canAdd: false }],
    ['the deposit cap', ['depositCap()'], { canAdd: false }],
    ['the most that a share may cost', ['maxExchangeRates(address)'], { canAdd: false }],
  ])('takes only its own place: %s', (_, signatures, lost) => {
    expect(known(primeWithout(...signatures))).toEqual({ ...all, ...lost })
  })

  it.each<[what: string, signatures: readonly string[], isKnown: boolean]>([
    ['nothing', [], true],
    ['MCD', ['Line()'], true],
    ['the deposit cap', ['depositCap()'], true],
    ['the controller of the Prime', ['facetAddress(bytes4)'], false],
  ])('takes from when a Prime can draw nothing else: %s', (_, signatures, isKnown) => {
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
  ])('takes from the next days only what rests on it: %s', (_, signature, lost) => {
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
