import { getAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { at, FILE, valid } from '@/lib/testing/fakes/deployment-file'
import { contractEntries } from './entries'
import { addressBook } from './names'
import { parseDeployment } from './parse'

const parts = () => ({
  ...{ token: at(0xe1), subscribeQueue: at(0xe2), redeemQueue: at(0xe3), holdingSystem: at(0xe4) },
  ...{ underlying: at(0xe5), lockAt: 46_800, settleAt: 57_600 },
})

const withSrUsds = (srUsds: object | null) => {
  const json = valid()
  return { ...json, generators: json.generators.map((generator) => ({ ...generator, srUsds })) }
}
const faultOf = (srUsds: object | null) => parseDeployment(withSrUsds(srUsds), FILE).failed

describe('srUSDS in a deployment file', () => {
  it('is null where it is left out, and has seven days for the exit where none are given', () => {
    expect(parseDeployment(valid()).ok?.generators[0]?.srUsds).toBeNull()
    expect(parseDeployment(withSrUsds(parts())).ok?.generators[0]?.srUsds?.exitDays).toBe(7)
    expect(faultOf({ ...parts(), exitDays: 0 })).toBe(
      `${FILE}: generators[0].srUsds.exitDays: not a number above 0 (0)`,
    )
  })

  it('is settled later on the day on which it is locked', () => {
    const fault = `${FILE}: generators[0].srUsds.settleAt: not after lockAt`
    expect(faultOf({ ...parts(), settleAt: 46_801 })).toBeUndefined()
    expect(faultOf({ ...parts(), settleAt: 46_800 })).toBe(fault)
    expect(faultOf({ ...parts(), lockAt: 57_601 })).toBe(fault)
    expect(faultOf({ ...parts(), settleAt: 86_399 })).toBeUndefined()
    expect(faultOf({ ...parts(), settleAt: 86_400 })).toBe(
      `${FILE}: generators[0].srUsds.settleAt: not a second of the day (86400)`,
    )
  })

  it('has contracts of its own, with names', () => {
    const { ok } = parseDeployment(withSrUsds(parts()))
    expect(ok && addressBook(ok).get(getAddress(at(0xe2)))).toBe('Generator SubscribeQueue')
    expect(ok && contractEntries(ok).filter(({ path }) => path.includes('.srUsds.'))).toHaveLength(5)
    expect(faultOf({ ...parts(), redeemQueue: at(0xe2) })).toBe(
      `${FILE}: generators[0].srUsds.redeemQueue: same as generators[0].srUsds.subscribeQueue ("${getAddress(at(0xe2))}")`,
    )
  })
})
