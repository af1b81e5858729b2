import { type Address, getAddress, type Hex, pad, toHex, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import {
  MULTI_SEND_CALL_ONLY,
  MULTI_SEND_CALL_ONLY_CODE_HASH,
  SAFE_HANDLERS,
  SAFE_PROXIES,
  SAFE_SINGLETONS,
  SENTINEL,
} from '@/lib/safe'
import { checked } from '@/lib/testing/checked'
import { computedDomain } from '../derive/safe-domain'
import type { SafeControlFacts, SafeFacts } from '../facts/safes'
import { safeChecks } from './safes'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const word = (address: Address): Hex => pad(address, { size: 32 }).toLowerCase() as Hex
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const CHAIN = 31337
const [PROXY] = Object.keys(SAFE_PROXIES) as [Hex]
const [SINGLETON] = Object.entries(SAFE_SINGLETONS).find(([, { version }]) => version === '1.4.1') as [
  Hex,
  unknown,
]
const [HANDLER] = Object.keys(SAFE_HANDLERS) as [Hex]
const OTHER: Hex = `0x${'99'.repeat(32)}`
const code = (hash: Hex) => ({ hash: given(hash), size: given(1n) })

const control: SafeControlFacts = {
  ...{ proxy: code(PROXY), singleton: given(at(2)), singletonCode: code(SINGLETON) },
  ...{ modules: given([]), modulesNext: given(SENTINEL) },
  ...{ guard: given(word(zeroAddress)), handler: given(word(at(3))), handlerCode: code(HANDLER) },
}
const plain = {
  ...{
    id: at(1),
    name: 'Freezer Safe',
    owners: given([at(0x10), at(0x11)]),
    threshold: given(2n),
    nonce: given(0n),
  },
  ...{ version: given('1.4.1'), multiSend: code(MULTI_SEND_CALL_ONLY_CODE_HASH), watched: [] },
}
const domain = computedDomain(plain, CHAIN)

/** A Safe that nobody but its owners controls, with some of it changed. */
const safe = (more: Partial<SafeFacts> = {}, changed: Partial<SafeControlFacts> = {}): SafeFacts => ({
  ...{ ...plain, domainSeparator: domain, control: { ...control, ...changed } },
  ...more,
})
const names = ['domain', 'threshold', 'multi-send', 'code', 'modules', 'guard', 'handler'] as const
const shown = (name: (typeof names)[number], of: SafeFacts) =>
  checked(safeChecks({ safes: [of], chainId: CHAIN }), `safes/${name}`)
const failing = (of: SafeFacts) => names.filter((name) => shown(name, of)?.state !== 'pass')

describe('the checks of a Safe', () => {
  it('say what is there where nobody but its owners decides', () => {
    expect(failing(safe())).toEqual([])
    expect(names.slice(1).map((name) => shown(name, safe())?.found)).toEqual([
      '2 of 2',
      `Code hash ${MULTI_SEND_CALL_ONLY_CODE_HASH} at ${MULTI_SEND_CALL_ONLY}`,
      `Safe proxy 1.3.0 of ${at(2)}, which is Safe 1.4.1, and says that it is 1.4.1.`,
      'It has no module.',
      'It has no guard.',
      `CompatibilityFallbackHandler 1.3.0 at ${at(3)}.`,
    ])
  })

  it('are red where it hashes for another domain, which is told beside what was computed', () => {
    expect(shown('domain', safe({ domainSeparator: given(OTHER) }))).toEqual({
      state: 'critical',
      title: 'Freezer Safe hashes for another domain than the console computes',
      found: OTHER,
    })
    const [check] = safeChecks({ safes: [safe()], chainId: CHAIN })
    expect(domain.ok && check?.expected === domain.value).toBe(true)
    const [old] = safeChecks({ safes: [safe({ version: given('0.9.0') })], chainId: CHAIN })
    expect(old?.holds).toMatchObject({ ok: false, reason: { kind: 'out-of-range' } })
    expect(old?.holds.ok === false && old.holds.reason.message).toMatch(/0\.9\.0.*\.$/)
    expect(old?.expected).toBe('A Safe of version 1.x')
  })

  it('are red where it has fewer owners than its threshold, or none has to agree', () => {
    expect(shown('threshold', safe({ threshold: given(3n) }))).toEqual({
      state: 'critical',
      title: 'Freezer Safe has fewer owners than its threshold',
      found: '3 of 2',
    })
    expect(shown('threshold', safe({ threshold: given(0n) }))).toEqual({
      state: 'critical',
      title: 'Freezer Safe has a threshold of 0',
      found: '0 of 2',
    })
    expect(shown('threshold', safe({ threshold: given(1n) }))?.state).toBe('pass')
    expect(shown('threshold', safe({ threshold: unread }))?.state).toBe('unknown')
  })

  it('warn where MultiSendCallOnly is other code', () => {
    expect(shown('multi-send', safe({ multiSend: code(OTHER) }))).toMatchObject({
      state: 'attention',
      found: `Code hash ${OTHER} at ${MULTI_SEND_CALL_ONLY}`,
    })
  })
})

describe('the check of the code of a Safe', () => {
  it.each<[string, Partial<SafeControlFacts>, Partial<SafeFacts>, string]>([
    ['another proxy', { proxy: code(OTHER) }, {}, `A proxy with unknown code (hash ${OTHER}) of ${at(2)}`],
    ['another singleton', { singletonCode: code(OTHER) }, {}, `which is unknown code (hash ${OTHER})`],
    ['another version', {}, { version: given('1.3.0') }, 'which is Safe 1.4.1, and says that it is 1.3.0.'],
  ])('is red for %s of a version whose code is known', (_, changed, more, found) => {
    const told = shown('code', safe({ ...more, domainSeparator: given(OTHER) }, changed))
    expect(told?.state).toBe('critical')
    expect(told?.found).toContain(found)
  })

  it('is amber for a version whose code nobody knows here, or that was not read', () => {
    const strange = { singletonCode: code(OTHER) }
    expect(shown('code', safe({ version: given('1.5.0') }, strange))?.state).toBe('attention')
    const unreadVersion = safeChecks({ safes: [safe({ version: unread }, strange)], chainId: CHAIN })
    expect(unreadVersion.find(({ id }) => id.startsWith('safes/code'))).toMatchObject({
      level: 'attention',
      holds: { ok: false },
    })
  })
})

describe('the checks of who else decides for a Safe', () => {
  const modules = (own: readonly Address[], next = SENTINEL) =>
    shown('modules', safe({}, { modules: given(own), modulesNext: given(next) }))

  it('name its modules, and say where there are more', () => {
    expect(modules([at(7)])).toEqual({
      state: 'critical',
      title: 'A module can execute for Freezer Safe without its owners',
      found: `A module can execute without its owners: ${at(7)}.`,
    })
    expect(modules([at(7), at(8)])).toEqual({
      state: 'critical',
      title: '2 modules can execute for Freezer Safe without its owners',
      found: `Modules can execute without its owners: ${at(7)}, ${at(8)}.`,
    })
    expect(modules([at(7)], at(9))?.found).toBe(
      `A module can execute without its owners: ${at(7)}, and more.`,
    )
    expect(modules([], at(9))?.state).toBe('critical')
    expect(modules([], zeroAddress)?.state).toBe('pass')
    const dark = safeChecks({ safes: [safe({}, { modules: unread })], chainId: CHAIN })
    expect(dark.find(({ id }) => id.startsWith('safes/modules'))).toMatchObject({
      holds: { ok: false },
      says: { fails: 'A module can execute for Freezer Safe without its owners' },
    })
  })

  it('name its guard', () => {
    expect(shown('guard', safe({}, { guard: given(word(at(7))) }))).toEqual({
      state: 'attention',
      title: 'A guard can refuse what the owners of Freezer Safe want',
      found: `A guard can refuse any transaction: ${at(7)}.`,
    })
  })

  it('name a handler that Safe did not publish, and none where there is none', () => {
    const strange = { handlerCode: code(OTHER) }
    expect(shown('handler', safe({}, strange))).toEqual({
      state: 'attention',
      title: 'Calls that Freezer Safe does not know are answered by an unknown handler',
      found: `An unknown fallback handler is called by the Safe itself: ${at(3)}.`,
    })
    expect(shown('handler', safe({}, { ...strange, handler: given(word(zeroAddress)) }))).toMatchObject({
      state: 'pass',
      found: 'It has no fallback handler.',
    })
  })

  it('are unknown where the Safe gave no word of storage', () => {
    const short: Leaf<Hex> = given('0x00')
    for (const [name, changed] of [
      ['guard', { guard: short }],
      ['handler', { handler: short }],
    ] as const) {
      expect(shown(name, safe({}, changed))).toMatchObject({
        state: 'unknown',
        found: 'The Safe gave no word of storage.',
      })
    }
    const [, , , , , guard] = safeChecks({ safes: [safe({}, { guard: short })], chainId: CHAIN })
    expect(guard?.holds).toMatchObject({ ok: false, reason: { kind: 'undecodable' } })
  })
})
