import { encodeFunctionData, stringToHex, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi } from '@/lib/abi'
import { MAX_UINT256, WAD } from '@/lib/math'
import { fakeTime, someone } from '@/lib/testing/fakes/model'
import { samples } from '@/lib/testing/samples'
import { argumentNote } from './argument-note'

describe('what a raw argument means', () => {
  it('is, of the calls of an operation, what each does', () => {
    const [request, model] = samples['execute-operation']
    const data = [
      encodeFunctionData({ abi: beamStateAbi, functionName: 'addCBeam', args: [someone] }),
      encodeFunctionData({ abi: beamStateAbi, functionName: 'start' }),
    ]
    expect(argumentNote(request, 'payloads', data.join(), model)).toMatch(
      new RegExp(`^Register cBEAM ${someone}\\. Start the Configurator .*\\.$`),
    )
    expect(argumentNote(samples['schedule-operation'][0], 'payloads', data.join(), model)).toMatch(
      new RegExp(`^Register cBEAM ${someone}\\. `),
    )
    expect(argumentNote(request, 'salt', '0x', model)).toBeUndefined()
    expect(argumentNote(samples['cancel-operation'][0], 'payloads', '0x', model)).toBeUndefined()
  })

  it('is what a plan does, and from when it may run', () => {
    const [request, model] = samples['execute-plan']
    expect(argumentNote(request, 'fax', '0x', model)).toMatch(/setDelay|delay/i)
    const [creation, of] = samples['create-drop-spell']
    expect(argumentNote(creation, 'fax', '0x', of)).toMatch(/setDelay|delay/i)
    expect(argumentNote(request, 'eta', String(fakeTime), model)).toBe('2027-01-15 08:00 UTC')
    expect(argumentNote(request, 'usr', someone, model)).toBeUndefined()
    expect(argumentNote({ ...request, plan: zeroHash }, 'fax', '0x', model)).toBeUndefined()
  })

  it('is the name of an ilk', () => {
    const [request, model] = samples['wipe-ceiling']
    expect(argumentNote(request, 'ilk', stringToHex(request.ilk, { size: 32 }), model)).toBe(request.ilk)
  })

  it('is the amount of a step, and the name and unit of a limit', () => {
    const [migrate, model] = samples.migrate
    expect(argumentNote(migrate, 'wad', String(2n * WAD), model)).toBe('2 USDS')
    expect(argumentNote(migrate, 'wad', String(MAX_UINT256), model)).toBe('All that is owed')
    const [take] = samples['take-from-vault']
    expect(argumentNote(take, 'assetAmount', String(WAD), model)).toBe('1 USDS')
    expect(argumentNote(take, 'sparkVault', someone, model)).toBeUndefined()
    expect(argumentNote(migrate, 'assetAmount', String(WAD), model)).toBeUndefined()
    const [enter] = samples['enter-queue']
    expect(argumentNote(enter, 'assets', String(WAD), model)).toBe('1 sUSDS')
    expect(argumentNote({ ...enter, queue: 'redeem' }, 'amount', String(WAD), model)).toBe('1 srUSDS')
    expect(argumentNote(enter, 'spender', someone, model)).toBeUndefined()
    const [raise, of] = samples['raise-limit']
    expect(argumentNote(raise, 'key', raise.key, of)).toEqual(expect.any(String))
    expect(argumentNote(raise, 'maxAmount', '1', of)).toEqual(expect.any(String))
    expect(argumentNote(raise, 'rateLimits_', someone, of)).toBeUndefined()
    expect(argumentNote({ ...raise, generator: someone }, 'key', raise.key, of)).toBeUndefined()
  })
})
