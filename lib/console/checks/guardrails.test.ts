import { type Address, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { WAD, wad } from '@/lib/math'
import { checked } from '@/lib/testing/checked'
import { migratingModel } from '@/lib/testing/fakes/migration'
import { fakeTime } from '@/lib/testing/fakes/model'
import type { GuardrailModel } from '../facts/guardrails'
import type { PrimeModel } from '../model/primes'
import { guardrailChecks } from './guardrails'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const HOUR = 3_600n
const [ANN, BEN, CAT] = [at(1), at(2), at(3)]
const model = migratingModel({ phase: 'DualRun' })
const generator = model.generators[0]!
const sampled = generator.primes[0]!
const rails = sampled.vault.guardrails!
const { almProxy } = generator.addresses

const depositors = (accounts: readonly Address[], length: Leaf<number> = given(accounts.length)) => ({
  ...rails.depositors,
  members: {
    length,
    items: accounts.map((account, index) => ({ id: String(index), account: given(account) })),
  },
})
const calm: GuardrailModel = {
  ...rails,
  ...{ takesPaused: given(false), takesPausedUntil: given(0n) as never, takesPauses: given([]) },
  ...{
    withdrawalsPaused: given(false),
    withdrawalsPausedUntil: given(0n) as never,
    withdrawalsPauses: given([]),
  },
  ...{ buffer: given(wad(5n * WAD)), share: given(wad(WAD / 4n)), period: given(86_400n) as never },
  depositors: depositors([almProxy]),
}

interface Changes {
  readonly rails?: Partial<GuardrailModel> | null
  readonly prime?: Partial<PrimeModel>
  readonly idle?: Leaf<bigint>
  readonly guarded?: Leaf<boolean>
}
const checksOf = ({
  rails: changed = {},
  prime,
  idle = given(5n * WAD),
  guarded = given(true),
}: Changes = {}) => {
  const guardrails = changed && { ...calm, ...changed }
  const vault = { ...sampled.vault, idle: idle as never, guarded, guardrails }
  const changedGenerator = { ...generator, primes: [{ ...sampled, vault, ...prime }] }
  return guardrailChecks(changedGenerator, { ...model, generators: [changedGenerator], time: fakeTime })
}
const shown = (name: string, changes: Changes = {}) => checked(checksOf(changes), `guardrails/${name}`)

describe('the checks of the guardrails of a vault', () => {
  it('say what is there where nothing is stopped or missing', () => {
    const names = ['takes', 'withdrawals', 'buffer', 'depositors', 'policy'] as const
    expect(checksOf().map(({ id }) => id.split('/')[1])).toEqual(names)
    expect(names.map((name) => shown(name)?.found)).toEqual([
      'Not paused.',
      'Not paused.',
      '5 USDS idle, buffer 5 USDS.',
      'Nobody else.',
      'Spark is in dual-run; 25 % of what is idle per 1 d.',
    ])
    expect(names.map((name) => shown(name)?.state)).toEqual(names.map(() => 'pass'))
  })

  it('are only those of its policy where a vault has none, and none at all where it does not migrate', () => {
    const without: Changes = { rails: null, guarded: given(false) }
    expect(checksOf(without).map(({ id }) => id)).toEqual(['guardrails/policy/spark'])
    expect(shown('policy', without)).toEqual({
      state: 'attention',
      title: "Spark's debt moves while its vault has no withdrawal policy",
      found: 'Spark is in dual-run; no policy.',
    })
    expect(shown('policy', { ...without, guarded: unread })?.state).toBe('unknown')
    expect(checksOf({ ...without, prime: { migration: null } })).toEqual([])
  })

  it.each([
    ['takes', 'takesPaused', 'takesPausedUntil', 'takesPauses', 'Takes'],
    ['withdrawals', 'withdrawalsPaused', 'withdrawalsPausedUntil', 'withdrawalsPauses', 'Withdrawals'],
  ])('tell of a pause of %s until when it lasts and who began it', (name, is, until, pauses, title) => {
    const paused = (by: readonly unknown[] | null, end = fakeTime + HOUR) =>
      shown(name, {
        rails: { [is]: given(true), [until]: given(end), [pauses]: by === null ? unread : given(by) },
      })
    const lasting = (account: Address, end: bigint) => ({ by: account, start: fakeTime - HOUR, until: end })
    const both = [lasting(ANN, fakeTime + HOUR), lasting(BEN, fakeTime + 1n), lasting(CAT, fakeTime)]
    expect(paused(both)).toEqual({
      state: 'critical',
      title: `${title} from Spark's vault are paused`,
      found: `Paused until 2027-01-15 09:00 UTC by ${ANN} and ${BEN}.`,
    })
    for (const nobody of [[], null]) expect(paused(nobody)?.found).toBe('Paused until 2027-01-15 09:00 UTC.')
    expect(paused([], fakeTime)?.found).toBe('Paused, but its end has come.')
  })

  it('are amber where a unit of the buffer is missing', () => {
    expect(shown('buffer', { idle: given(5n * WAD - 1n) })).toEqual({
      state: 'attention',
      title: "Spark's vault holds less than its liquidity buffer",
      found: '4.999999999999999999 USDS idle, buffer 5 USDS.',
    })
  })

  it('name whoever else may deposit, where all of them were read', () => {
    const of = (...input: Parameters<typeof depositors>) =>
      shown('depositors', { rails: { depositors: depositors(...input) } })
    expect(of([ANN, almProxy, BEN])).toEqual({
      state: 'critical',
      title: "Somebody besides the Generator may deposit into Spark's vault",
      found: `DEPOSITOR_ROLE too: ${ANN}, ${BEN}.`,
    })
    expect(of([])?.state).toBe('pass')
    expect(of([almProxy], unread)?.state).toBe('unknown')
  })

  it('ask for a policy in dual-run alone', () => {
    const none = { rails: { period: given(0n) as never } }
    expect(shown('policy', none)).toMatchObject({
      state: 'attention',
      found: 'Spark is in dual-run; no policy.',
    })
    const migration = { ...sampled.migration!, phaseName: given('CutOver') as never }
    expect(shown('policy', { ...none, prime: { migration } })).toMatchObject({
      state: 'pass',
      found: 'Spark is cut over; no policy.',
    })
  })
})
