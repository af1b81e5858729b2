import { expect, it } from 'vitest'
import { given, unknown } from '@/lib/leaf'
import { fakeModel, someone } from '@/lib/testing/fakes/model'
import type { PairFacts } from '../facts'
import { checkState, titleOf } from '../model/check'
import { pairingChecks } from './pairing'

const [generator] = fakeModel().generators
if (generator === undefined) throw new Error('The sample has no Generator')

const unread = unknown({ kind: 'not-read', message: 'the node did not answer' })

const pair = (kind: PairFacts['kind'], active: PairFacts['active']): PairFacts => ({
  ...{ id: kind, kind, target: someone, cBeam: someone },
  ...{ active, registered: given(true) },
})

const checksOf = (authorised: boolean, active: PairFacts['active']) =>
  pairingChecks({
    ...generator,
    wires: {
      ...generator.wires,
      configuratorOnRateLimits: given(authorised),
      configuratorOnDiamond: given(authorised),
    },
    scope: { ...generator.scope, pairs: [pair('rateLimits', active), pair('controller', active)] },
  })

const titles = (authorised: boolean, isPaired: boolean) => checksOf(authorised, given(isPaired)).map(titleOf)

it('tells a pair with a right, a pair without one, a right without a pair, and neither', () => {
  expect(titles(true, true)).toEqual([
    'The Configurator may act on the RateLimits, and a cBEAM is paired with them',
    'The Configurator may act on the Diamond, and a cBEAM is paired with it',
  ])
  expect(titles(false, true)).toEqual([
    'A cBEAM is paired with the RateLimits, but the Configurator may not act on them',
    'A cBEAM is paired with the Diamond, but the Configurator may not act on it',
  ])
  expect(titles(true, false)).toEqual([
    'The Configurator may act on the RateLimits, but no cBEAM is paired',
    'The Configurator may act on the Diamond, but no cBEAM is paired',
  ])
  expect(titles(false, false)).toEqual([
    'No cBEAM is paired with the RateLimits, and the Configurator may not act either',
    'No cBEAM is paired with the Diamond, and the Configurator may not act either',
  ])
})

it('says what the calls of a pair without a right revert with, and that a right without a pair is dormant', () => {
  const remedies = (authorised: boolean, isPaired: boolean) =>
    checksOf(authorised, given(isPaired)).map(({ remedy }) => remedy)
  expect(remedies(false, true)[0]).toContain('reverts with AccessControlUnauthorizedAccount')
  expect(remedies(false, true)[1]).toContain('reverts with Configurator/call-failed')
  expect(remedies(true, false)[0]).toContain('dormant')
  expect(remedies(false, false)[0]).toContain('by governance alone')
})

it('counts the pairs of its own kind alone', () => {
  const [limits, controller] = pairingChecks({
    ...generator,
    scope: { ...generator.scope, pairs: [pair('rateLimits', given(true)), pair('rateLimits', given(true))] },
  })
  expect(limits?.found).toMatchObject({ value: expect.stringContaining('2 cBEAMs are paired') })
  expect(controller?.found).toMatchObject({ value: expect.stringContaining('no cBEAM is paired') })
})

it('is unknown where one of the pairs could not be read', () => {
  expect(checksOf(true, unread).map(checkState)).toEqual(['unknown', 'unknown'])
})
