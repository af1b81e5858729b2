import { describe, expect, it } from 'vitest'
import { at, FILE, hash, valid, withField } from '@/lib/testing/fakes/deployment-file'
import { contractEntries } from './entries'
import { parseDeployment, parseDeploymentText } from './parse'

const faultOf = (json: unknown) => parseDeployment(json, FILE).failed

describe('parseDeployment', () => {
  it('accepts a full file and gives every address with its checksum', () => {
    const json = valid()
    json.configurator.mom = '0x35d1b3f3d7966a1dfe207aa4514c12a259a0492b'
    const parsed = parseDeployment(json)
    expect(parsed.failed).toBeUndefined()
    expect(parsed.ok?.units[0]?.mom).toBe('0x35D1b3F3D7966A1DFe207aa4514C12a259A0492B')
    expect(parsed.ok?.generators[0]?.primes[1]?.legacyIlks[1]?.ilk).toBe('ALLOCATOR-GROVE-A')
  })

  it('accepts a file without code hashes, and then knows none', () => {
    expect(parseDeployment(withField(['codeHashes'], undefined)).ok?.codeHashes).toEqual({})
    expect(parseDeployment(valid()).ok?.codeHashes).toEqual({ [at(0x31)]: hash })
  })

  it('accepts that a file says where its schema is, and ignores it', () => {
    const json = { $schema: '../../public/deployment.schema.json', ...valid() }
    expect(parseDeployment(json).ok).toEqual(parseDeployment(valid()).ok)
    expect(faultOf({ ...valid(), $schema: 1 })).toBe(`${FILE}: $schema: not a text (1)`)
  })

  it('accepts a file without the optional parts: chainlog, autoLine, block time, explorer, public RPC, Primes', () => {
    const json = valid()
    Reflect.deleteProperty(json.mcd, 'chainlog')
    Reflect.deleteProperty(json.mcd, 'autoLine')
    json.blockTimeSeconds = null
    json.publicRpc = null
    json.generators[0]!.primes = []
    expect(faultOf(json)).toBeUndefined()
  })

  it('accepts a file that does not mention governance or guardians like one that says there are none', () => {
    expect(parseDeployment(withField(['governance'], undefined)).ok?.governance).toBeNull()
    expect(parseDeployment(withField(['governance'], null)).ok?.governance).toBeNull()
    expect(parseDeployment(valid()).ok?.governance?.protego).toBeNull()
    for (const name of ['operators', 'guardianCouncil'] as const) {
      const silent = withField(['configurator', name], undefined)
      expect(parseDeployment(silent).ok?.units[0]?.[name]).toBeNull()
    }
  })

  it('refuses a council of guardians without its freeze registry, and takes a registry alone or neither', () => {
    const alone = withField(['configurator', 'freezeRegistry'], null)
    expect(parseDeployment(alone).failed).toBe(
      'deployment: configurator.freezeRegistry: is missing beside configurator.guardianCouncil',
    )
    expect(parseDeployment(withField(['configurator', 'guardianCouncil'], null)).failed).toBeUndefined()
    const neither = { ...valid().configurator, freezeRegistry: undefined, guardianCouncil: undefined }
    expect(parseDeployment(withField(['configurator'], neither)).ok?.units[0]?.freezeRegistry).toBeNull()
  })

  it('accepts the compatibility list of the exit, and a file without it has an empty one', () => {
    expect(parseDeployment(valid()).ok?.compatibilityIlks).toEqual([])
    const entry = { ilk: 'ALLOCATOR-BLOOM-A', reason: 'Wound down by spell in spring; poll 1234.' }
    const listed = withField(['compatibilityIlks'], [entry])
    expect(parseDeployment(listed).ok?.compatibilityIlks).toEqual([entry])
  })

  it('refuses an entry of the compatibility list that names no legacy ilk of a Prime, or one twice, or says no reason', () => {
    const list = (...entries: readonly object[]) => faultOf(withField(['compatibilityIlks'], entries))
    const bloom = { ilk: 'ALLOCATOR-BLOOM-A', reason: 'Decided' }
    expect(list({ ilk: 'ALLOCATOR-GENERATOR-A', reason: 'Decided' })).toBe(
      `${FILE}: compatibilityIlks[0].ilk: no Prime of this file has ALLOCATOR-GENERATOR-A as a legacy ilk`,
    )
    expect(list(bloom, bloom)).toBe(`${FILE}: compatibilityIlks[1].ilk: named twice`)
    expect(list({ ilk: 'ALLOCATOR-BLOOM-A' })).toBe(`${FILE}: compatibilityIlks[0].reason: is missing`)
    expect(list({ ...bloom, reason: `${'w '.repeat(100)}w` })).toMatch(
      /reason: not a text of 1 to 200 characters/,
    )
    expect(list({ ...bloom, reason: `${'w '.repeat(99)}ww` })).toBeUndefined()
    expect(list({ ...bloom, reason: 'two\nlines' })).toMatch(/reason: not a text of 1 to 200 characters/)
  })

  it('accepts a deployment without a Generator', () => {
    const parsed = parseDeployment(withField(['generators'], []))
    expect(parsed.ok?.generators).toEqual([])
    expect(contractEntries(parsed.ok!).every(({ path }) => !path.startsWith('generators'))).toBe(true)
  })

  it('accepts two Generators that share the code of a facet', () => {
    const json = valid()
    const second = structuredClone(json.generators[0]!)
    second.name = 'Second'
    second.ilk = 'ALLOCATOR-GENERATOR-B'
    second.primes = []
    second.addresses = {
      diamond: at(0x91),
      almProxy: at(0x92),
      rateLimits: at(0x93),
      allocatorVault: at(0x94),
      allocatorBuffer: at(0x95),
    }
    json.generators.push(second)
    expect(faultOf(json)).toBeUndefined()
  })

  const generator = ['generators', 0]
  const prime = [...generator, 'primes', 1]
  it.each<[(string | number)[], unknown, string]>([
    [['name'], undefined, 'name: is missing'],
    [['name'], '', 'name: not a text of 1 to 64 characters ("")'],
    [['chainId'], '1', 'chainId: not a whole number ("1")'],
    [['chainId'], 0, 'chainId: not a number above 0 (0)'],
    [['chainId'], 1.5, 'chainId: not a whole number (1.5)'],
    [['blockTimeSeconds'], undefined, 'blockTimeSeconds: is missing'],
    [['blockTimeSeconds'], 0, 'blockTimeSeconds: not a number above 0 (0)'],
    [['explorer'], 'etherscan.io', 'explorer: not an http or https URL without a user name ("etherscan.io")'],
    [
      ['publicRpc'],
      'wss://rpc.example.org',
      'publicRpc: not an http or https URL without a user name ("wss://rpc.example.org")',
    ],
    [
      ['publicRpc'],
      'https://me:key@rpc.example.org',
      'publicRpc: not an http or https URL without a user name ("https://me:key@rpc.example.org")',
    ],
    [['startBlock'], -1, 'startBlock: not a number from 0 up (-1)'],
    [['configurator', 'mom'], undefined, 'configurator.mom: is missing'],
    [['configurator'], [], 'configurator: not an object ([])'],
    [['mcd', 'vat'], null, 'mcd.vat: not an address (null)'],
    [['mcd', 'chainlog'], null, 'mcd.chainlog: not an address (null)'],
    [['governance'], [], 'governance: not an object ([])'],
    [['governance', 'pause'], undefined, 'governance.pause: is missing'],
    [['governance', 'chief'], at(0), 'governance.chief: the zero address'],
    [['governance', 'spell'], at(0xa7), 'governance.spell: unknown key'],
    [['generators'], undefined, 'generators: is missing'],
    [['generators'], {}, 'generators: not a list ({})'],
    [[...generator, 'reader'], 'beacon', 'generators[0].reader: not a known reader ("eip2535") ("beacon")'],
    [
      [...generator, 'ilk'],
      'A'.repeat(33),
      `generators[0].ilk: not an ilk of 1 to 32 ASCII characters ("${'A'.repeat(33)}")`,
    ],
    [
      [...generator, 'addresses', 'diamond'],
      '0x12',
      'generators[0].addresses.diamond: not an address ("0x12")',
    ],
    [
      [...generator, 'addresses', 'diamond'],
      '0x35D1b3F3D7966A1DFe207aa4514C12a259A0492b',
      'generators[0].addresses.diamond: wrong checksum, expected 0x35D1b3F3D7966A1DFe207aa4514C12a259A0492B ' +
        '("0x35D1b3F3D7966A1DFe207aa4514C12a259A0492b")',
    ],
    [[...generator, 'addresses', 'almProxy'], at(0), 'generators[0].addresses.almProxy: the zero address'],
    [
      [...prime, 'slug'],
      'Grove Finance',
      'generators[0].primes[1].slug: not lower-case words joined by "-" ("Grove Finance")',
    ],
    [
      [...prime, 'legacyIlks', 0, 'allocatorVault'],
      7,
      'generators[0].primes[1].legacyIlks[0].allocatorVault: not an address (7)',
    ],
    [[...prime, 'phase'], 'DualRun', 'generators[0].primes[1].phase: unknown key'],
    [['rpc'], 'https://rpc.example.org', 'rpc: unknown key'],
    [['names'], { '0x12': 'a' }, 'names.0x12: not an address ("0x12")'],
    [['names', at(0x81)], 5, `names.${at(0x81)}: not a text (5)`],
    [['codeHashes'], { '0x12': hash }, 'codeHashes.0x12: not an address ("0x12")'],
    [['codeHashes', at(0x31)], null, `codeHashes.${at(0x31)}: not a code hash (null)`],
    [
      ['codeHashes', at(0x31)],
      '0x12',
      `codeHashes.${at(0x31)}: not a code hash of 64 lower-case hex digits ("0x12")`,
    ],
    [
      ['codeHashes', at(0x31)],
      `0x${'0'.repeat(64)}`,
      `codeHashes.${at(0x31)}: not the hash of code, but of none ("0x${'0'.repeat(64)}")`,
    ],
    [
      ['codeHashes', at(0x31)],
      '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470',
      `codeHashes.${at(0x31)}: not the hash of code, but of none ("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")`,
    ],
  ])('names the file and the field for %j = %j', (path, value, line) => {
    expect(faultOf(withField(path, value))).toBe(`${FILE}: ${line}`)
  })

  it.each<[(string | number)[], unknown, string]>([
    [['configurator', 'timelock'], at(0x11), 'configurator.timelock: same as configurator.beamState'],
    [['mcd', 'autoLine'], at(0x12), 'mcd.autoLine: same as configurator.configurator'],
    [['governance', 'pause'], at(0x11), 'governance.pause: same as configurator.beamState'],
    [
      [...generator, 'addresses', 'rateLimits'],
      at(0x32),
      'generators[0].addresses.rateLimits: same as generators[0].addresses.almProxy',
    ],
    [
      [...generator, 'facets', 1, 'address'],
      at(0x41),
      'generators[0].facets[1].address: same as generators[0].facets[0].address',
    ],
    [
      [...generator, 'facets', 1, 'address'],
      at(0x31),
      'generators[0].facets[1].address: same as generators[0].addresses.diamond',
    ],
    [
      [...generator, 'facets', 1, 'name'],
      'Admin',
      'generators[0].facets[1].name: same as generators[0].facets[0].name',
    ],
    [[...prime, 'slug'], 'spark', 'generators[0].primes[1].slug: same as generators[0].primes[0].slug'],
    [[...prime, 'name'], 'Spark', 'generators[0].primes[1].name: same as generators[0].primes[0].name'],
    [[...prime, 'vault'], at(0x51), 'generators[0].primes[1].vault: same as generators[0].primes[0].vault'],
    [
      [...prime, 'legacyIlks', 1, 'ilk'],
      'ALLOCATOR-GENERATOR-A',
      'generators[0].primes[1].legacyIlks[1].ilk: same as generators[0].ilk',
    ],
    [['safes', 0, 'address'], at(0x31), 'safes[0].address: same as generators[0].addresses.diamond'],
  ])('refuses a duplicate in %j', (path, value, line) => {
    expect(faultOf(withField(path, value))).toBe(`${FILE}: ${line} (${JSON.stringify(value)})`)
  })

  it.each([
    ['name'],
    [...generator, 'name'],
    [...generator, 'facets', 0, 'name'],
    [...prime, 'name'],
    ['safes', 0, 'name'],
    ['names', at(0x81)],
  ])('refuses a name at %j that hides what it is, and shows it readably on one line', (...path) => {
    const line = faultOf(withField(path, 'Spa\u202erk')) ?? ''
    expect(line).toMatch(/: holds U\+202E, which is no Latin letter, digit or plain sign \("SpaU\+202Erk"\)$/)
    expect(faultOf(withField(path, at(0x31)))).toContain('looks like an address')
  })

  it('refuses a name that can be mistaken for another', () => {
    expect(faultOf(withField(['names'], { [at(0x81)]: 'Spark-Vault' }))).toBe(
      `${FILE}: names.${at(0x81)}: looks like generators[0].primes[0].vault, "Spark vault" ("Spark-Vault")`,
    )
  })

  it('sees a duplicate behind another spelling of the address', () => {
    const address = '0x35D1b3F3D7966A1DFe207aa4514C12a259A0492B'
    const json = valid()
    json.mcd.vat = address
    json.mcd.jug = address.toLowerCase()
    expect(faultOf(json)).toBe(`${FILE}: mcd.jug: same as mcd.vat ("${address}")`)
    const named = valid()
    named.names = { [address]: 'a', [address.toLowerCase()]: 'b' }
    expect(faultOf(named)).toBe(`${FILE}: names.${address.toLowerCase()}: named twice`)
    const hashed = valid()
    hashed.codeHashes = { [address]: hash, [address.toLowerCase()]: hash }
    expect(faultOf(hashed)).toBe(`${FILE}: codeHashes.${address.toLowerCase()}: named twice`)
  })

  it.each([[null], [1], ['text'], [[]]])('refuses %j as a file', (json) => {
    expect(faultOf(json)).toBe(`${FILE}: not an object (${JSON.stringify(json)})`)
  })
})

describe('parseDeploymentText', () => {
  it('says that a file is not JSON', () => {
    expect(parseDeploymentText('{ "name": ', FILE).failed).toMatch(
      /^contracts\/deployments\/x\.json: not JSON \(.+\)$/,
    )
  })

  const DEEP = 10_000
  const nested = (open: string, close: string) => open.repeat(DEEP) + close.repeat(DEEP)
  it.each([
    [nested('[', ']'), 'not an object ([[[…]]])'],
    [`${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`, ''],
    [JSON.stringify(valid()).replace('"local"', nested('[', ']')), 'name: not a text ([[[…]]])'],
    [
      JSON.stringify(valid()).replace('"Operator"', `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`),
      `names.${at(0x81)}: not a text ({"a":{"a":{…}}})`,
    ],
    [`{"a":${'[{"a":'.repeat(DEEP)}{"b":1,"b":2}${'}]'.repeat(DEEP)}}`, 'key given twice'],
    ['['.repeat(DEEP), 'not JSON'],
    ['{"name": "a\nb"}', 'not JSON'],
    ['{\n  "name":\n  oops\n}', 'not JSON'],
    ['{"name": "\u2028"}', 'name: '],
    ['{"\u0085\u202e": 1}', ''],
    [`{"name": "${'\\\\'.repeat(1_000_000)}"}`, 'name: '],
  ])('says in one short line what is wrong with %#', (text, fault) => {
    const line = parseDeploymentText(text, FILE).failed ?? ''
    expect(line).toContain(fault)
    expect(line.startsWith(`${FILE}: `)).toBe(true)
    expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
    expect(line.length).toBeLessThan(400)
  })

  it('refuses a key that is given twice, of which JSON itself would drop one', () => {
    const text = JSON.stringify(valid()).replace('"jug":', '"vat":"0x1","jug":')
    expect(parseDeploymentText(text, FILE).failed).toBe(`${FILE}: mcd.vat: key given twice`)
    const slug = JSON.stringify(valid()).replace('"slug":"grove"', '"slug":"grove","slug":"keel"')
    expect(parseDeploymentText(slug, FILE).failed).toBe(
      `${FILE}: generators[0].primes[1].slug: key given twice`,
    )
  })

  it('is not misled by braces, colons and quotes inside texts', () => {
    const json = valid()
    json.names = { [at(0x81)]: '{"a": 1, "a": [2]}' }
    expect(parseDeploymentText(JSON.stringify(json), FILE).failed).toBeUndefined()
  })
})

describe('contractEntries', () => {
  it('lists every field that must hold a contract, and no Safe, plain name or null', () => {
    const entries = contractEntries(parseDeployment(valid()).ok!)
    expect(entries).toHaveLength(7 + 6 + 5 + 5 + 2 * 4 + 3 + 2)
    expect(entries).toContainEqual({ path: 'generators[0].facets[1].address', value: at(0x42) })
  })
})
