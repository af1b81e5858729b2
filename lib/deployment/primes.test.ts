import { describe, expect, it } from 'vitest'
import { at, FILE, valid, withField } from '@/lib/testing/fakes/deployment-file'
import { contractEntries } from './entries'
import { parseDeployment } from './parse'

const faultOf = (json: unknown) => parseDeployment(json, FILE).failed

describe('the controllers of a Prime', () => {
  const spark = ['generators', 0, 'primes', 0]
  const older = { controller: at(0x57), rateLimits: at(0x58), reader: 'monolithic' }
  const newer = {
    reader: 'diamond-pau',
    controller: at(0x54),
    rateLimits: at(0x53),
    accessControls: at(0x59),
    agent: at(0x5a),
  }
  /** The valid file whose first Prime has these fields and not its single controller. */
  const withControllers = (controllers: unknown, more: object = {}) => {
    const { controller: _, rateLimits: __, ...prime } = valid().generators[0]!.primes[0]!
    return withField(spark, { ...prime, controllers, ...more })
  }

  it('are a list of one where the file has the fields of one, asked what it is unless it says so', () => {
    const none = { accessControls: null, agent: null }
    const [one] = parseDeployment(valid()).ok!.generators[0]!.primes
    expect(one?.controllers).toEqual([{ reader: null, controller: at(0x54), rateLimits: at(0x53), ...none }])
    expect(one).not.toHaveProperty('controller')
    const told = parseDeployment(withField([...spark, 'reader'], 'faceted')).ok
    expect(told?.generators[0]?.primes[0]?.controllers[0].reader).toBe('faceted')
  })

  it('are several in their order, of which each field is a contract of its own', () => {
    const parsed = parseDeployment(withControllers([newer, older])).ok!
    expect(parsed.generators[0]?.primes[0]?.controllers).toEqual([
      newer,
      { ...older, accessControls: null, agent: null },
    ])
    const paths = contractEntries(parsed).flatMap(({ path }) => (path.includes('controllers') ? [path] : []))
    expect(paths.map((path) => path.replace('generators[0].primes[0].', ''))).toEqual([
      'controllers[0].rateLimits',
      'controllers[0].controller',
      'controllers[0].accessControls',
      'controllers[0].agent',
      'controllers[1].rateLimits',
      'controllers[1].controller',
    ])
  })

  it('may share RateLimits and AccessControls, and nothing else', () => {
    const twin = { ...newer, controller: at(0x57), agent: at(0x5b) }
    expect(faultOf(withControllers([newer, twin]))).toBeUndefined()
    expect(faultOf(withControllers([newer, { ...twin, controller: at(0x54) }]))).toBe(
      `${FILE}: generators[0].primes[0].controllers[1].controller: same as generators[0].primes[0].controllers[0].controller ("${at(0x54)}")`,
    )
    expect(faultOf(withControllers([newer, { ...twin, rateLimits: at(0x63) }]))).toMatch(
      /primes\[1\]\.rateLimits: same as /,
    )
  })

  it('are read again as the same from what was parsed', () => {
    const parsed = parseDeployment(withControllers([newer, older])).ok
    expect(parseDeployment(JSON.parse(JSON.stringify(parsed))).ok).toEqual(parsed)
  })

  it.each<[unknown, object, string]>([
    [[], {}, 'controllers: an empty list'],
    [undefined, {}, 'controller: is missing'],
    [undefined, { controller: at(0x54) }, 'rateLimits: is missing'],
    [[newer], { controller: at(0x54) }, 'controller: given beside controllers'],
    [[newer], { reader: 'eip2535' }, 'reader: given beside controllers'],
    [[{ ...newer, reader: 'beacon' }], {}, 'controllers[0].reader: not a known reader'],
    [[{ ...newer, vault: at(0x51) }], {}, 'controllers[0].vault: unknown key'],
    [[{ ...newer, agent: at(0) }], {}, 'controllers[0].agent: the zero address'],
  ])('are refused as %j with %j', (controllers, more, line) => {
    const json = JSON.parse(JSON.stringify(withControllers(controllers, more))) as unknown
    expect(faultOf(json)).toContain(`${FILE}: generators[0].primes[0].${line}`)
  })
})

describe('a Prime that no Generator funds', () => {
  const prime = (vault: string | null) => ({
    ...{ name: 'Keel', slug: 'keel', vault, almProxy: at(0xb2) },
    ...{ rateLimits: at(0xb3), controller: at(0xb4), legacyIlks: [] },
  })

  it('is apart from those that one funds, wherever the file lists it', () => {
    const json = valid()
    const listed = { ...json, primes: [prime(null)] }
    const under = withField(['generators', 0, 'primes', 2], prime(null))
    for (const file of [listed, under]) {
      const parsed = parseDeployment(file).ok!
      expect(parsed.generators[0]?.primes.map(({ slug }) => slug)).toEqual(['spark', 'grove'])
      expect(parsed.primes.map(({ slug, vault }) => [slug, vault])).toEqual([['keel', null]])
      expect(parseDeployment(JSON.parse(JSON.stringify(parsed))).ok).toEqual(parsed)
    }
  })

  it('is none where the file does not say so', () => {
    expect(parseDeployment(valid()).ok?.primes).toEqual([])
  })

  it('has no vault, for nobody could deposit into it', () => {
    expect(faultOf({ ...valid(), primes: [prime(at(0xb1))] })).toBe(
      `${FILE}: primes[0].vault: not null, but no Generator funds this Prime`,
    )
  })

  it('has a name and a slug of its own', () => {
    const spark = { ...prime(null), slug: 'spark' }
    expect(faultOf({ ...valid(), primes: [spark] })).toBe(
      `${FILE}: primes[0].slug: same as generators[0].primes[0].slug ("spark")`,
    )
  })
})
