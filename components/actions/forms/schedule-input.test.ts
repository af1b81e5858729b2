import { type Address, type Hex, zeroAddress, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { DELAYED_FUNCTIONS } from '@/lib/actions'
import { WAD } from '@/lib/math'
import { FIELDS, readSchedule, type ScheduleText } from './schedule-input'

const pau: Address = '0x0000000000000000000000000000000000000033'
const key: Hex = `0x${'4b'.repeat(32)}`
const typed = (part: Partial<ScheduleText> = {}): ScheduleText => ({
  ...{ account: '', pau, key: null, amount: '', perDay: '', data: '' },
  ...part,
})
const nothing = { key: zeroHash, amount: 0n, slope: 0n, data: '0x' }

describe('the fields of what is scheduled', () => {
  it('are read by what the function takes', () => {
    expect(readSchedule('setHop', typed({ amount: '12 h' }), 18).parts).toEqual({
      ...nothing,
      ...{ target: pau, amount: 43_200n },
    })
    expect(readSchedule('setMaxChange', typed({ amount: '×1.25' }), 18).parts).toEqual({
      ...nothing,
      ...{ target: pau, amount: (5n * WAD) / 4n },
    })
    expect(readSchedule('addCBeam', typed({ account: ` ${pau} ` }), 18).parts).toEqual({
      ...nothing,
      target: pau,
    })
    expect(
      readSchedule('addInitRateLimits', typed({ key, amount: '1M', perDay: '86,400' }), 6).parts,
    ).toEqual({ ...nothing, ...{ target: pau, key, amount: 10n ** 12n, slope: 10n ** 6n } })
    expect(readSchedule('addInitControllerActions', typed({ data: '0xABCDEF01' }), 18).parts).toEqual({
      ...nothing,
      ...{ target: pau, data: '0xabcdef01' },
    })
    expect(readSchedule('start', typed(), 18).parts).toEqual({ ...nothing, target: zeroAddress })
  })

  it('are each refused with the reason', () => {
    const errors = (call: (typeof DELAYED_FUNCTIONS)[number], part: Partial<ScheduleText>) => {
      const { parts, errors: found } = readSchedule(call, typed(part), 18)
      expect(parts).toBeNull()
      return Object.keys(found)
    }
    expect(errors('setHop', { amount: '12' })).toEqual(['amount'])
    expect(errors('setMaxChange', { amount: 'much' })).toEqual(['amount'])
    expect(errors('addController', { account: '0x12' })).toEqual(['account'])
    expect(errors('addInitRateLimits', { amount: '', perDay: '0.1' })).toEqual(['key', 'amount', 'perDay'])
    for (const data of ['', '0x', '0x123', '0x123456', 'hello', `0x${'00'.repeat(8_193)}`]) {
      expect(errors('addInitControllerActions', { data })).toEqual(['data'])
    }
  })

  it('are known of every function', () => {
    expect(Object.keys(FIELDS).toSorted()).toEqual([...DELAYED_FUNCTIONS].toSorted())
  })
})
