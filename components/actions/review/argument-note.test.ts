import { encodeFunctionData } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi } from '@/lib/abi'
import { MAX_UINT256, WAD } from '@/lib/math'
import { someone } from '@/lib/testing/fakes/model'
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
    expect(argumentNote(request, 'salt', '0x', model)).toBeUndefined()
    expect(argumentNote(samples['cancel-operation'][0], 'payloads', '0x', model)).toBeUndefined()
  })

  it('is the amount of a step, and the name and unit of a limit', () => {
    const [migrate, model] = samples.migrate
    expect(argumentNote(migrate, 'wad', String(2n * WAD), model)).toBe('2 USDS')
    expect(argumentNote(migrate, 'wad', String(MAX_UINT256), model)).toBe('All that is owed')
    const [raise, of] = samples['raise-limit']
    expect(argumentNote(raise, 'key', raise.key, of)).toEqual(expect.any(String))
    expect(argumentNote(raise, 'maxAmount', '1', of)).toEqual(expect.any(String))
    expect(argumentNote(raise, 'rateLimits_', someone, of)).toBeUndefined()
    expect(argumentNote({ ...raise, generator: someone }, 'key', raise.key, of)).toBeUndefined()
  })
})
