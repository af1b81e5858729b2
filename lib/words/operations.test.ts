import { encodeBytes32String, Interface, id } from 'ethers'
import { type Abi, type Address, type Hex, parseAbi } from 'viem'
import { describe, expect, it } from 'vitest'
import { SENTENCES } from './call-sentences'
import { describeCall } from './operations'

const BEAM_STATE: Address = '0x1601843c5E9bC251A3272907010AFa41Fa18347E'
const LIMITS: Address = '0x491EDFB0B8b608044e227225C715981a30F3A44E'
const DIAMOND: Address = '0xa5139956eC99aE2e51eA39d0b57C42B6D8db0758'
const STRANGER: Address = '0x35D1b3F3D7966A1DFe207aa4514C12a259A0492B'
const ZERO: Address = '0x0000000000000000000000000000000000000000'
const KEY: Hex = `0x${'11'.repeat(32)}`
const OTHER_KEY: Hex = `0x${'22'.repeat(32)}`
const MAX = 2n ** 256n - 1n

const FUNCTIONS = [
  'function start()',
  'function stop()',
  'function setHop(address rateLimits_, uint256 value)',
  'function setMaxChange(address rateLimits_, uint256 value)',
  'function addRateLimits(address rateLimits_)',
  'function delRateLimits(address rateLimits_)',
  'function addController(address controller)',
  'function delController(address controller)',
  'function addCBeam(address cBeam)',
  'function delCBeam(address cBeam)',
  'function setCBeamForRateLimits(address rateLimits_, address cBeam)',
  'function unsetCBeamForRateLimits(address rateLimits_, address cBeam)',
  'function setCBeamForController(address controller, address cBeam)',
  'function unsetCBeamForController(address controller, address cBeam)',
  'function addInitRateLimits(bytes32 key, address rateLimits_, uint256 maxAmount, uint256 slope)',
  'function delInitRateLimits(bytes32 key, address rateLimits_)',
  'function addInitControllerActions(bytes data, address controller) returns (bytes32 key)',
  'function delInitControllerActions(bytes32 key, address controller)',
  'function freeze(address beam)',
  'function unfreeze(address beam)',
  'function lift(address beam)',
  'function addGuardian(address guardian)',
  'function removeGuardian(address guardian)',
  'function rely(address usr)',
  'function deny(address usr)',
  'function setUserRole(address who, uint8 role, bool enabled)',
  'function setRoleAction(uint8 role, bytes4 sig, bool enabled)',
  'function setRelayer(address relayer)',
  'function setFreezer(address freezer)',
  'function removeRelayer(address relayer)',
  'function startDualRun(address prime)',
  'function recordCeilings(address prime)',
  'function cutOver(address prime)',
  'function rollback(address prime)',
  'function retire(address prime)',
  'function setMaxExchangeRate(address token, uint256 shares, uint256 maxExpectedAssets)',
  'function setRateLimitData(bytes32 key, uint256 maxAmount, uint256 slope)',
  'function setUnlimitedRateLimitData(bytes32 key)',
  'function grantRole(bytes32 role, address account)',
  'function revokeRole(bytes32 role, address account)',
  'function diamondCut((address facetAddress, uint8 action, bytes4[] functionSelectors)[] cuts, address init, bytes data)',
  'function approve(bytes32 codeHash)',
  'function revoke(bytes32 codeHash)',
  'function setEnforced(bool enforced_)',
  'function setDelay(uint256 delay_)',
  'function setOwner(address owner_)',
  'function setAuthority(address authority_)',
  'function file(bytes32 what, uint256 data)',
  'function file(bytes32 ilk, bytes32 what, uint256 data)',
  'function setIlk(bytes32 ilk, uint256 line, uint256 gap, uint256 ttl)',
  'function remIlk(bytes32 ilk)',
  'function list(bytes32 ilk, uint256 ceiling)',
  'function delist(bytes32 ilk)',
  'function nested((address facet, bytes4[] selectors)[] cuts, (uint8, bool) pair)',
]
/** Functions of the same name with other arguments, of what stands beside the Configurator. */
const BESIDE = [
  'function freeze(address beam, address[] rateLimits, address[] controllers)',
  'function setRelayer(address controller, address relayer)',
  'function setFreezer(address controller, address freezer)',
]
/** Encodes independently of the code under test. */
const encoder = new Interface(FUNCTIONS)
const beside = new Interface(BESIDE)
const encode = (name: string, args: unknown[] = []) => encoder.encodeFunctionData(name, args) as Hex
const abis: Abi[] = [parseAbi(FUNCTIONS) as Abi]

const names: Record<string, string> = {
  [BEAM_STATE]: 'BeamState',
  [LIMITS]: "USDS Generator's RateLimits",
  [DIAMOND]: "USDS Generator's Diamond",
}
const nameOf = (address: Address) => names[address]
const limitOf = (key: Hex) =>
  key === KEY ? { name: 'LIMIT_USDS_MINT', unit: { symbol: 'USDS', decimals: 18 } } : undefined
const say = (name: string, args: unknown[] = [], target = BEAM_STATE) =>
  describeCall(target, encode(name, args), abis, nameOf, limitOf).text

describe('describeCall', () => {
  it.each<[string, unknown[], string]>([
    ['start', [], 'start the Configurator (BeamState)'],
    ['stop', [], 'stop the Configurator (BeamState)'],
    ['setHop', [LIMITS, 64_800n], "set hop of USDS Generator's RateLimits to 18 h"],
    ['setHop', [ZERO, 64_801n], 'set hop of every RateLimits without its own to 18 h 1 s'],
    ['setMaxChange', [LIMITS, 125n * 10n ** 16n], "set maxChange of USDS Generator's RateLimits to ×1.25"],
    ['addRateLimits', [LIMITS], "register RateLimits USDS Generator's RateLimits"],
    ['delRateLimits', [STRANGER], 'unregister RateLimits 0x35D1…492B'],
    ['addController', [DIAMOND], "register controller USDS Generator's Diamond"],
    ['delController', [DIAMOND], "unregister controller USDS Generator's Diamond"],
    ['addCBeam', [STRANGER], 'register cBEAM 0x35D1…492B'],
    ['delCBeam', [STRANGER], 'unregister cBEAM 0x35D1…492B'],
    [
      'setCBeamForRateLimits',
      [LIMITS, STRANGER],
      "let cBEAM 0x35D1…492B set limits of USDS Generator's RateLimits",
    ],
    [
      'unsetCBeamForRateLimits',
      [LIMITS, STRANGER],
      "bar cBEAM 0x35D1…492B from limits of USDS Generator's RateLimits",
    ],
    [
      'setCBeamForController',
      [DIAMOND, STRANGER],
      "let cBEAM 0x35D1…492B act on controller USDS Generator's Diamond",
    ],
    [
      'unsetCBeamForController',
      [DIAMOND, STRANGER],
      "bar cBEAM 0x35D1…492B from controller USDS Generator's Diamond",
    ],
    [
      'addInitRateLimits',
      [KEY, LIMITS, 5_000_000n * 10n ** 18n, 1n],
      "grant LIMIT_USDS_MINT of USDS Generator's RateLimits an init of 5,000,000 USDS, refilling 0.000000000000000001 USDS a second",
    ],
    [
      'addInitRateLimits',
      [OTHER_KEY, ZERO, 5_000_000n, 0n],
      `grant the unknown key ${OTHER_KEY} of every RateLimits without its own an init of 5,000,000 (smallest unit), refilling 0 (smallest unit) a second`,
    ],
    [
      'addInitRateLimits',
      [KEY, LIMITS, MAX, 0n],
      "grant LIMIT_USDS_MINT of USDS Generator's RateLimits an init of unlimited",
    ],
    ['delInitRateLimits', [KEY, LIMITS], "delete the init of LIMIT_USDS_MINT of USDS Generator's RateLimits"],
    ['delInitControllerActions', [OTHER_KEY, ZERO], `withdraw approval ${OTHER_KEY} on every controller`],
    ['freeze', [STRANGER], 'freeze 0x35D1…492B'],
    ['unfreeze', [STRANGER], 'lift the freeze of 0x35D1…492B'],
    ['lift', [STRANGER], 'vote to lift the freeze of 0x35D1…492B'],
    ['addGuardian', [STRANGER], 'seat guardian 0x35D1…492B'],
    ['removeGuardian', [STRANGER], 'vote to remove guardian 0x35D1…492B'],
    ['setUserRole', [STRANGER, 3, true], 'give role number 3 to 0x35D1…492B'],
    ['rely', [STRANGER], 'make 0x35D1…492B a ward of BeamState'],
    ['deny', [STRANGER], 'end the ward 0x35D1…492B of BeamState'],
    ['setUserRole', [STRANGER, 1, true], 'give role DELAYED to 0x35D1…492B'],
    ['setUserRole', [STRANGER, 7, false], 'take role number 7 from 0x35D1…492B'],
    ['setRoleAction', [2, '0x07da68f5', true], 'allow role IMMEDIATE to call 0x07da68f5'],
    ['setRoleAction', [2, '0x07da68f5', false], 'forbid role IMMEDIATE to call 0x07da68f5'],
  ])('says the call %s in plain words: %#', (name, args, text) => {
    expect(say(name, args)).toBe(text)
  })

  it('names the PAUs that an entry for all concerns, up to six', () => {
    const paus = { rateLimits: [LIMITS, ...Array<Address>(7).fill(STRANGER)], controllers: [DIAMOND] }
    const tell = (name: string, args: unknown[]) =>
      describeCall(BEAM_STATE, encode(name, args), abis, nameOf, limitOf, paus).text
    expect(tell('setHop', [ZERO, 60n])).toBe(
      `set hop of every RateLimits without its own (of those known here: USDS Generator's RateLimits${', 0x35D1…492B'.repeat(5)}, 2 more) to 1 min`,
    )
    expect(tell('addInitControllerActions', [encode('stop'), ZERO])).toBe(
      `approve on every controller (of those known here: USDS Generator's Diamond): stop the Configurator (0x0000…0000)`,
    )
    expect(tell('setHop', [LIMITS, 60n])).toBe("set hop of USDS Generator's RateLimits to 1 min")
  })

  it('says what a guardian freezes, and whom a cBEAM puts in place', () => {
    const tell = (name: string, args: unknown[]) => {
      const data = beside.encodeFunctionData(name, args) as Hex
      return describeCall(STRANGER, data, [parseAbi(BESIDE) as Abi], nameOf, limitOf).text
    }
    expect(tell('freeze', [STRANGER, [], []])).toBe('freeze 0x35D1…492B, and take its roles in BeamState')
    expect(tell('freeze', [STRANGER, [LIMITS], [DIAMOND]])).toBe(
      "freeze 0x35D1…492B, and take its roles in BeamState and its pairs with USDS Generator's RateLimits, USDS Generator's Diamond",
    )
    expect(tell('setRelayer', [DIAMOND, STRANGER])).toBe(
      "make 0x35D1…492B the only relayer of USDS Generator's Diamond",
    )
    expect(tell('setFreezer', [DIAMOND, STRANGER])).toBe(
      "make 0x35D1…492B the only freezer of USDS Generator's Diamond",
    )
  })

  it('says calls of a controller in plain words', () => {
    expect(say('setRelayer', [STRANGER], DIAMOND)).toBe(
      "make 0x35D1…492B the only relayer of USDS Generator's Diamond",
    )
    expect(say('setFreezer', [STRANGER], DIAMOND)).toBe(
      "make 0x35D1…492B the only freezer of USDS Generator's Diamond",
    )
    expect(say('removeRelayer', [STRANGER], DIAMOND)).toBe(
      "remove relayer 0x35D1…492B of USDS Generator's Diamond",
    )
  })

  it('says the steps of a migration in plain words', () => {
    expect(say('startDualRun', [STRANGER], DIAMOND)).toBe('start the dual-run of 0x35D1…492B')
    expect(say('recordCeilings', [STRANGER], DIAMOND)).toBe(
      'record the ceilings of the legacy ilks of 0x35D1…492B anew, which a rollback restores',
    )
    expect(say('cutOver', [STRANGER], DIAMOND)).toBe('cut 0x35D1…492B over to its vault')
    expect(say('retire', [STRANGER], DIAMOND)).toBe('end the migration of 0x35D1…492B')
    expect(say('addInitControllerActions', [encode('rollback', [STRANGER]), DIAMOND])).toBe(
      "approve on USDS Generator's Diamond: roll back the cutover of 0x35D1…492B, which reopens its legacy ilks",
    )
  })

  const ilk = encodeBytes32String('ALLOCATOR-SPARK-A')
  const rad = (amount: bigint) => amount * 10n ** 45n
  it.each<[string, unknown[], string]>([
    [
      'setRateLimitData',
      [KEY, 5n * 10n ** 18n, 10n ** 17n],
      "set LIMIT_USDS_MINT of USDS Generator's Diamond to 5 USDS, refilling 0.1 USDS a second, and fill it",
    ],
    [
      'setUnlimitedRateLimitData',
      [OTHER_KEY],
      `set the unknown key ${OTHER_KEY} of USDS Generator's Diamond to unlimited`,
    ],
    ['grantRole', [id('CONTROLLER'), STRANGER], "give CONTROLLER on USDS Generator's Diamond to 0x35D1…492B"],
    [
      'revokeRole',
      [`0x${'00'.repeat(32)}`, STRANGER],
      "take DEFAULT_ADMIN_ROLE on USDS Generator's Diamond from 0x35D1…492B",
    ],
    ['grantRole', [KEY, STRANGER], `give the unknown role ${KEY} on USDS Generator's Diamond to 0x35D1…492B`],
    ['approve', [KEY], `approve code ${KEY} on USDS Generator's Diamond`],
    ['revoke', [KEY], `end the approval of code ${KEY} on USDS Generator's Diamond`],
    ['setEnforced', [true], "enforce USDS Generator's Diamond"],
    ['setEnforced', [false], "switch off USDS Generator's Diamond"],
    ['setDelay', [86_400n], "set the delay of USDS Generator's Diamond to 1 d"],
    ['setOwner', [STRANGER], "make 0x35D1…492B the owner of USDS Generator's Diamond"],
    ['setAuthority', [STRANGER], "make 0x35D1…492B the authority of USDS Generator's Diamond"],
    [
      'file(bytes32,uint256)',
      [encodeBytes32String('Line'), rad(5_000_000n)],
      "set the ceiling of all debt of USDS Generator's Diamond to 5,000,000 USDS",
    ],
    [
      'file(bytes32,bytes32,uint256)',
      [ilk, encodeBytes32String('line'), rad(1n) + 1n],
      'set the ceiling of ALLOCATOR-SPARK-A to 1.000000000000000000000000000000000000000000001 USDS',
    ],
    [
      'setIlk',
      [ilk, rad(9n), rad(2n), 86_400n],
      "let USDS Generator's Diamond raise the ceiling of ALLOCATOR-SPARK-A to at most 9 USDS, 2 USDS above its debt, once in 1 d",
    ],
    ['remIlk', [ilk], "take ALLOCATOR-SPARK-A out of USDS Generator's Diamond"],
    ['remIlk', [KEY], `take ${KEY} out of USDS Generator's Diamond`],
    [
      'list',
      [ilk, rad(3n)],
      "let USDS Generator's Diamond restore the ceiling of ALLOCATOR-SPARK-A to at most 3 USDS",
    ],
    ['delist', [ilk], "take ALLOCATOR-SPARK-A off the list of USDS Generator's Diamond"],
  ])('says calls of governance in plain words: %s %#', (name, args, text) => {
    expect(say(name, args, DIAMOND)).toBe(text)
  })

  it('tells a filed value other than a ceiling by its arguments', () => {
    const what = encodeBytes32String('spot')
    expect(say('file(bytes32,bytes32,uint256)', [ilk, what, 7n], DIAMOND)).toBe(
      `call file(${ilk}, ${what}, 7) of USDS Generator's Diamond`,
    )
    expect(say('file(bytes32,uint256)', [what, 7n], DIAMOND)).toBe(
      `call file(${what}, 7) of USDS Generator's Diamond`,
    )
  })

  it('says what a cut brings in, takes out and runs', () => {
    const cuts = [
      [LIMITS, 0, ['0x07da68f5', '0xbe9a6555']],
      [STRANGER, 1, ['0x11111111']],
      [ZERO, 2, ['0x22222222']],
    ]
    expect(say('diamondCut', [cuts, ZERO, '0x'], DIAMOND)).toBe(
      "cut USDS Generator's Diamond: add 2 functions of USDS Generator's RateLimits, replace 1 function by 0x35D1…492B, remove 1 function",
    )
    expect(say('diamondCut', [[], STRANGER, '0x12'], DIAMOND)).toBe(
      "cut USDS Generator's Diamond: nothing, then run 0x35D1…492B",
    )
    // An action that Diamonds do not have is shown as it is.
    expect(say('diamondCut', [[[STRANGER, 3, []]], ZERO, '0x'], DIAMOND)).toBe(
      `call diamondCut([(${STRANGER}, 3, [])], ${ZERO}, 0x) of USDS Generator's Diamond`,
    )
  })

  it('tells the call inside an approved controller action', () => {
    const inner = encode('setMaxExchangeRate', [STRANGER, 10n ** 18n, 11n * 10n ** 17n])
    expect(say('addInitControllerActions', [inner, DIAMOND])).toBe(
      "approve on USDS Generator's Diamond: let USDS Generator's Diamond deposit into 0x35D1…492B at up to 1.1 assets a share",
    )
    expect(say('addInitControllerActions', ['0xdeadbeef', DIAMOND])).toBe(
      "approve on USDS Generator's Diamond: call 0xdeadbeef of USDS Generator's Diamond, unknown here",
    )
  })

  it('tells the highest exchange rate of a vault as the Diamond keeps it', () => {
    const said = (shares: bigint, assets: bigint) =>
      describeCall(DIAMOND, encode('setMaxExchangeRate', [STRANGER, shares, assets]), abis, nameOf).text
    const deposits = "let USDS Generator's Diamond deposit into 0x35D1…492B"
    expect(said(2n, 3n)).toBe(`${deposits} at up to 1.5 assets a share`)
    expect(said(3n, 1n)).toBe(`${deposits} at up to 0.${'3'.repeat(36)} assets a share`)
    for (const shares of [0n, 1n]) {
      expect(said(shares, 0n)).toBe("let USDS Generator's Diamond make no deposit into 0x35D1…492B")
    }
    // The Diamond refuses it, so it is shown as it is.
    expect(said(0n, 1n)).toMatch(/^call setMaxExchangeRate\(/)
  })

  it('lists every argument in full', () => {
    const described = describeCall(BEAM_STATE, encode('setHop', [STRANGER, 64_800n]), abis, nameOf)
    expect(described).toMatchObject({
      kind: 'decoded',
      signature: 'setHop(address,uint256)',
      args: [
        { name: 'rateLimits_', type: 'address', text: STRANGER },
        { name: 'value', type: 'uint256', text: '64,800' },
      ],
    })
  })

  it('shows structs and lists by their values', () => {
    const data = encode('nested', [[[STRANGER, ['0x07da68f5', '0xbe9a6555']]], [7, true]])
    expect(describeCall(DIAMOND, data, abis, nameOf)).toMatchObject({
      kind: 'decoded',
      args: [{ text: `[(${STRANGER}, [0x07da68f5, 0xbe9a6555])]` }, { text: '(7, true)' }],
    })
  })

  it('shows an unknown selector as unknown, with its bytes', () => {
    expect(describeCall(STRANGER, '0xdeadbeef01', abis, nameOf)).toEqual({
      kind: 'opaque',
      text: 'call 0xdeadbeef of 0x35D1…492B, unknown here',
      selector: '0xdeadbeef',
      data: '0xdeadbeef01',
    })
    expect(describeCall(DIAMOND, '0x', abis, nameOf)).toEqual({
      kind: 'opaque',
      text: "call USDS Generator's Diamond without data",
      selector: null,
      data: '0x',
    })
    expect(describeCall(DIAMOND, '0x0102', abis, nameOf).text).toBe(
      "call USDS Generator's Diamond with 0x0102",
    )
  })

  it('does not decode calldata with bytes missing, added or changed', () => {
    const exact = encode('setHop', [LIMITS, 64_800n])
    const dirty = exact.replace('0x', '').replace(/^(.{8})0/, '0x$1f') as Hex
    for (const data of [`${exact}00`, exact.slice(0, -2), dirty] as Hex[]) {
      expect(describeCall(BEAM_STATE, data, abis, nameOf)).toMatchObject({ kind: 'opaque', data })
    }
    expect(describeCall(BEAM_STATE, `${encode('stop')}00`, abis, nameOf).kind).toBe('opaque')
  })

  it('has no sentence without a function that it belongs to', () => {
    const tested = [...encoder.fragments, ...beside.fragments].map((fragment) => fragment.format())
    for (const signature of SENTENCES.keys()) expect(tested).toContain(signature)
  })
})
