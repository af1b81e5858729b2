import { type Abi, type AbiParameter, parseAbi, toFunctionSignature } from 'viem'
import { describe, expect, it } from 'vitest'
import * as abis from '@/lib/abi'
import { contractEntries } from '@/lib/deployment'
import { safeAbi } from '@/lib/safe'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { claimsOf } from './check-kinds'
import { isOfKind, KINDS, type KindId, MARKS, type Mark } from './contract-kinds'

/** Interfaces of the contracts of each kind, as they are compiled. */
const abiOf: Readonly<Record<KindId, Abi>> = {
  beamState: abis.beamStateAbi,
  configurator: abis.configuratorAbi,
  operators: abis.controllerOperatorsAbi,
  timelock: abis.beamTimeLockAbi,
  mom: abis.pasMomAbi,
  freezeRegistry: abis.freezeRegistryAbi,
  guardianCouncil: abis.guardianCouncilAbi,
  vat: abis.vatAbi,
  jug: abis.jugAbi,
  usdsJoin: abis.usdsJoinAbi,
  usds: abis.usdsAbi,
  chainlog: abis.chainlogAbi,
  autoLine: abis.autoLineAbi,
  lineMom: abis.lineMomAbi,
  pause: abis.dsPauseAbi,
  pauseProxy: abis.dsPauseProxyAbi,
  chief: abis.chiefAbi,
  protego: abis.protegoAbi,
  facetAllowlist: abis.facetAllowlistAbi,
  migrationMom: abis.migrationMomAbi,
  diamond: [...abis.diamondLoupeFacetAbi, ...abis.adminFacetAbi, ...abis.usdsFacetAbi],
  almProxy: abis.almProxyAbi,
  rateLimits: abis.rateLimitsAbi,
  allocatorVault: abis.allocatorVaultAbi,
  allocatorBuffer: abis.allocatorBufferAbi,
  vault: abis.primeVaultAbi,
  controller: [...abis.adminFacetAbi, ...abis.usdsFacetAbi],
  starGuard: abis.starGuardAbi,
  accessControls: abis.accessControlsAbi,
  agent: abis.administeredAgentAbi,
  token: abis.srUsdsAbi,
  subscribeQueue: abis.lctsQueueAbi,
  redeemQueue: abis.lctsQueueAbi,
  holdingSystem: abis.holdingSystemAbi,
  underlying: abis.sUsdsAbi,
  safe: safeAbi,
}

/** What is of another kind, too: a Diamond is the controller of a PAU, and both queues have the same code. */
const ALIKE: Readonly<Partial<Record<KindId, readonly KindId[]>>> = {
  controller: ['diamond'],
  subscribeQueue: ['redeemQueue'],
  redeemQueue: ['subscribeQueue'],
}

const kinds = Object.keys(KINDS) as KindId[]
const views = new Map(parseAbi(MARKS).map((view) => [view.name, view]))
/** How many words the outputs take: a struct without lists is stored member by member. */
const words = (outputs: readonly AbiParameter[]): number =>
  outputs.reduce((sum, output) => sum + ('components' in output ? output.components.length : 1), 0)

/** Whether a contract of this kind answers a mark: the same call, and at least as many words. */
const answeredBy = (kind: KindId) => (mark: Mark) => {
  const view = views.get(mark)
  const own = abiOf[kind].find(
    (item) =>
      item.type === 'function' &&
      ['view', 'pure'].includes(item.stateMutability) &&
      view !== undefined &&
      toFunctionSignature(item) === toFunctionSignature(view),
  )
  return own?.type === 'function' && view !== undefined && words(own.outputs) >= words(view.outputs)
}

describe('the marks of a kind', () => {
  it.each(kinds)('are answered by a contract of the kind %s', (kind) => {
    expect(isOfKind(kind, answeredBy(kind))).toBe(true)
  })

  it.each(kinds)('are answered by no other than a contract of the kind %s', (kind) => {
    const others = kinds.filter((other) => other !== kind && isOfKind(kind, answeredBy(other)))
    expect(others).toEqual(ALIKE[kind] ?? [])
  })

  it('are asked of every contract of a file but facets, which can be any code, and of every Safe', () => {
    const deployment = fakePrimeDeployment()
    const asked = claimsOf(deployment).map(({ path }) => path)
    const contracts = contractEntries(deployment).map(({ path }) => path)
    expect(asked).toEqual([
      ...contracts.filter((path) => !path.includes('.facets[')),
      ...deployment.safes.map((_, s) => `safes[${s}].address`),
    ])
  })
})
