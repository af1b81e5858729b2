import { type Address, encodeFunctionData, getAddress, type Hex, toHex } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RoleName, roles } from '@/contracts/script/roles'
import { beamStateAbi, controllerOperatorsAbi, freezeRegistryAbi, guardianCouncilAbi } from '@/lib/abi'
import { type Action, type ActionRequest, buildAction, readBack, readinessOf } from '@/lib/actions'
import { withAccount } from '@/lib/chain/read/account'
import { read } from '@/lib/chain/read/reader'
import { reviewAction } from '@/lib/chain/review'
import { modelOf, readAgain, readScenario, type ScenarioReading } from '@/lib/testing/scenario'
import { deployedUnit, modelUnit } from '@/lib/testing/units'
import { isAsStated } from '../diff'
import { withWatched } from '../facts/watchlist'
import type { ConsoleModel } from '../model'
import { checkState } from '../model/check'

const relayer = roles.relayer1.address
const cBeam = roles.cBeam.address
const seats = Array.from({ length: 24 }, (_, index) => roles[`guardian${index + 1}` as RoleName].address)

let scenario: ScenarioReading
let council: Address
let beamState: Address
let snapshot: Hex

beforeAll(async () => {
  scenario = await readScenario()
  const unit = deployedUnit(scenario.deployment)
  council = unit.guardianCouncil!
  beamState = unit.beamState
  snapshot = await scenario.rpc.request<Hex>('evm_snapshot', [])
})
afterAll(() => scenario.chain.stop())

beforeEach(async () => {
  await scenario.rpc.request('evm_revert', [snapshot])
  snapshot = await scenario.rpc.request<Hex>('evm_snapshot', [])
})

const sendFrom = async (from: Address, call: { readonly to: Address; readonly data: Hex }) => {
  const transaction = { from, to: call.to, data: call.data, gas: '0x7a1200' }
  const { status } = await scenario.rpc.request<{ status: Hex }>('eth_sendTransactionSync', [transaction])
  expect(status).toBe('0x1')
}

const send = async ({ calls, from }: Action) => {
  for (const call of calls) await sendFrom(from, call)
}

async function modelNow(): Promise<ConsoleModel> {
  const { rpc, deployment } = scenario
  return modelOf(deployment, await readAgain(rpc, deployment))
}

/** A review as the browser of this account makes it. */
async function reviewBy(from: Address, request: ActionRequest) {
  const { rpc, deployment } = scenario
  const plain = await readAgain(rpc, deployment)
  const proposal = buildAction(request, modelOf(deployment, plain), from)?.through?.proposal
  const watched =
    proposal && 'through' in request && request.through
      ? [{ safe: request.through, hash: proposal.safeTxHash, transaction: proposal.transaction }]
      : []
  const known = withAccount(withWatched(plain.known, watched), from)
  const reading = await read(rpc, deployment, plain.block, known, {
    hasMulticall: true,
    answers: plain.answers,
  })
  const review = await reviewAction({
    ...{ sources: [rpc], deployment, reading, request, from },
    time: reading.block.timestamp + 12n,
    hasMulticall: async () => true,
  })
  if (!review) throw new Error('The request names something that is not there')
  return review
}

const vote = (guardian: Address, beam = relayer) =>
  sendFrom(guardian, {
    to: council,
    data: encodeFunctionData({ abi: guardianCouncilAbi, functionName: 'lift', args: [beam] }),
  })

const flag = async (functionName: 'rateLimitsCBeams' | 'controllersCBeams', target: Address) => {
  const data = encodeFunctionData({ abi: beamStateAbi, functionName, args: [target, cBeam] })
  return BigInt(await scenario.rpc.request<Hex>('eth_call', [{ to: beamState, data }, 'latest']))
}

/** Lets a ward of BeamState act as governance for one call. */
async function asWard(data: Hex): Promise<void> {
  const ward = modelUnit(await modelNow()).configurator.wards.find(
    ({ active }) => active.ok && active.value,
  )!.id
  await sendAs(ward, { to: beamState, data })
}

/** Sends from an account whose key nobody has here. */
async function sendAs(from: Address, call: { readonly to: Address; readonly data: Hex }): Promise<void> {
  await scenario.rpc.request('anvil_setBalance', [from, toHex(10n ** 18n)])
  await scenario.rpc.request('anvil_impersonateAccount', [from])
  await sendFrom(from, call)
  await scenario.rpc.request('anvil_stopImpersonatingAccount', [from])
}

describe('the wards of the FreezeRegistry', () => {
  it('are the council and governance, until somebody else is one, and no more when that ends', async () => {
    const { deployment } = scenario
    const { freezeRegistry: registry } = deployedUnit(deployment)
    const check = async () =>
      (await modelNow()).checks.find(({ id }) => id === `guardians/wards/${beamState}`)!
    const govern = (functionName: 'rely' | 'deny') =>
      sendAs(deployment.governance!.pauseProxy!, {
        to: registry!,
        data: encodeFunctionData({ abi: freezeRegistryAbi, functionName, args: [roles.donor.address] }),
      })
    expect(checkState(await check())).toBe('pass')
    expect((await check()).found).toMatchObject({ ok: true, value: expect.stringContaining(council) })
    await govern('rely')
    expect(checkState(await check())).toBe('critical')
    // A ward does alone what takes sixteen guardians.
    await send(
      (await reviewBy(seats[0]!, { kind: 'guardian-freeze', unit: beamState, beam: relayer })).action,
    )
    const data = encodeFunctionData({ abi: freezeRegistryAbi, functionName: 'unfreeze', args: [relayer] })
    await sendFrom(roles.donor.address, { to: registry!, data })
    await govern('deny')
    expect(checkState(await check())).toBe('pass')
  })
})

describe('a freeze by a guardian', () => {
  const frozenCheck = (model: ConsoleModel) =>
    model.checks.find(({ id }) => id === `guardians/frozen/${beamState}`)!

  it('shows red with its votes until the sixteenth lifts it', async () => {
    expect(checkState(frozenCheck(await modelNow()))).toBe('pass')
    await send(
      (await reviewBy(seats[23]!, { kind: 'guardian-freeze', unit: beamState, beam: relayer })).action,
    )

    for (const [index, guardian] of seats.slice(0, 16).entries()) {
      if (index === 0 || index === 15) {
        const check = frozenCheck(await modelNow())
        expect(checkState(check)).toBe('critical')
        expect(check.found).toMatchObject({
          value: `${relayer} (Relayer of USDS Generator): ${index} of the 16 votes that lift it, of 24 guardians.`,
        })
      }
      await vote(guardian)
    }
    expect(checkState(frozenCheck(await modelNow()))).toBe('pass')
  })

  it('leaves the Generator frozen once it froze both relayers', async () => {
    const frozen = async () => (await modelNow()).generators[0]!.frozen
    await send(
      (await reviewBy(seats[0]!, { kind: 'guardian-freeze', unit: beamState, beam: relayer })).action,
    )
    expect(await frozen()).toMatchObject({ ok: true, value: false })
    const second = { kind: 'guardian-freeze', unit: beamState, beam: roles.relayer2.address } as const
    await send((await reviewBy(seats[1]!, second)).action)
    expect(await frozen()).toMatchObject({ ok: true, value: true })
    const { primes } = (await modelNow()).generators[0]!
    expect(primes[0]!.canAdd).toMatchObject({ ok: true, value: { amount: 0n, binding: 'generator-relayer' } })
  })

  it('can be reviewed for an account that no event named, with its changes stated', async () => {
    const nobody = getAddress('0x00000000000000000000000000000000000d0d0d')
    const review = await reviewBy(seats[0]!, { kind: 'guardian-freeze', unit: beamState, beam: nobody })
    // Nobody has asked yet whether it is frozen, and that must not hold an emergency up.
    expect(readinessOf(review.action)).toMatchObject({ state: 'unknown', because: [{ id: 'not-frozen' }] })
    expect(review.state === 'simulated' && isAsStated(review.diff)).toBe(true)
  })

  it('is refused a second time, by the contract and already by the console', async () => {
    const request = { kind: 'guardian-freeze', unit: beamState, beam: relayer } as const
    await send((await reviewBy(seats[0]!, request)).action)
    const again = await reviewBy(seats[1]!, request)
    expect(again).toMatchObject({ state: 'would-revert', reason: 'GuardianCouncil/already-frozen' })
    expect(readinessOf(again.action)).toMatchObject({ state: 'blocked', because: [{ id: 'not-frozen' }] })
  })

  it('takes the rights from a cBEAM that the console says it takes, and sixteen give them back', async () => {
    const freeze = await reviewBy(seats[0]!, { kind: 'guardian-freeze', unit: beamState, beam: cBeam })
    expect(readinessOf(freeze.action).state).toBe('ready')
    expect(freeze.state === 'simulated' && isAsStated(freeze.diff)).toBe(true)
    expect(readBack(freeze.action, freeze.before).flatMap(({ faults }) => faults)).toEqual([])
    await send(freeze.action)
    const { generators, checks } = await modelNow()
    expect(checks.find(({ id }) => id === `guardians/frozen/${beamState}`)!.found).toMatchObject({
      value: `${cBeam} (cBEAM of USDS Generator): 0 of the 16 votes that lift it, of 24 guardians.`,
    })
    expect(checkState(checks.find(({ id }) => id === `guardians/left/${beamState}`)!)).toBe('pass')
    const generator = generators[0]!
    const key = generator.limits[0]!.id
    const request = { kind: 'remove-limit', generator: generator.id, key, maxAmount: 0n, slope: 0n } as const
    const review = await reviewBy(cBeam, request)
    const reason = 'Configurator/not-authorized-ratelimits-cBeam'
    expect(review).toMatchObject({ state: 'would-revert', reason })
    expect(readinessOf(review.action)).toMatchObject({ state: 'blocked', because: [{ id: 'cbeam' }] })

    for (const guardian of seats.slice(0, 16)) await vote(guardian, cBeam)
    expect(await reviewBy(cBeam, request)).toMatchObject({ state: 'simulated' })
  })

  it('is allowed once more where the cBEAM was paired anew, of just that', async () => {
    const request = { kind: 'guardian-freeze', unit: beamState, beam: cBeam } as const
    await send((await reviewBy(seats[0]!, request)).action)
    const { rateLimits } = scenario.deployment.generators[0]!.addresses
    await sendFrom(roles.coreCouncil.address, {
      to: beamState,
      data: encodeFunctionData({
        abi: beamStateAbi,
        functionName: 'setCBeamForRateLimits',
        args: [rateLimits, cBeam],
      }),
    })
    expect(
      checkState((await modelNow()).checks.find(({ id }) => id === `guardians/left/${beamState}`)!),
    ).toBe('critical')
    const again = await reviewBy(seats[1]!, request)
    expect(readinessOf(again.action).state).toBe('ready')
    expect(again.state === 'simulated' && isAsStated(again.diff)).toBe(true)
    await send(again.action)
    expect(await flag('rateLimitsCBeams', rateLimits)).toBe(0n)
  })
})

describe('revoking a cBEAM through a Safe that is the Core Council', () => {
  it('is one transaction, after which the cBEAM can do nothing', async () => {
    const { deployment } = scenario
    const safe = deployment.safes[0]!.address
    await asWard(
      encodeFunctionData({ abi: beamStateAbi, functionName: 'setUserRole', args: [safe, 2, true] }),
    )
    const request = { kind: 'revoke-cbeam', unit: beamState, cBeam, through: safe } as const
    const [signer1, signer2] = [roles.freezerSigner1.address, roles.freezerSigner2.address]

    const first = await reviewBy(signer1, request)
    expect(readinessOf(first.action).state).toBe('ready')
    expect(first.onceExecuted?.state === 'simulated' && isAsStated(first.onceExecuted.diff)).toBe(true)
    expect(readBack(first.action, first.before).flatMap(({ faults }) => faults)).toEqual([])
    await send(first.action)
    const last = await reviewBy(signer2, request)
    expect(last.action.through?.step).toBe('execute')
    expect(last.state === 'simulated' && isAsStated(last.diff)).toBe(true)
    expect(last.action.calls).toHaveLength(1)
    await send(last.action)

    const { rateLimits, diamond } = deployment.generators[0]!.addresses
    expect(await flag('rateLimitsCBeams', rateLimits)).toBe(0n)
    expect(await flag('controllersCBeams', diamond)).toBe(0n)
    const args = [diamond, roles.keeper.address] as const
    const data = encodeFunctionData({ abi: controllerOperatorsAbi, functionName: 'setRelayer', args })
    const call = { from: cBeam, to: deployedUnit(deployment).operators, data }
    await expect(scenario.rpc.request('eth_call', [call, 'latest'])).rejects.toThrow(
      'ControllerOperators/not-authorized-controller-cBeam',
    )
  })
})
