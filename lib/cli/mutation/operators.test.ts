import { describe, expect, it } from 'vitest'
import { mutantsOf } from './operators'
import { changeOf, compare, identitiesOf } from './survivors'
import { parse } from './workspace'

const contract = (body: string) => `// ü\ncontract C {\n${body}\n}\n`

const changes = (body: string, swaps = {}) => {
  const source = contract(body)
  return mutantsOf(source, parse(source), swaps).map(changeOf)
}

describe('mutants', () => {
  it('shift the boundary of a comparison and reverse it', () => {
    expect(changes('function f(uint a, uint b) public pure returns (bool) { return a <= b; }')).toEqual([
      'comparison: <= → <',
      'comparison: <= → >',
    ])
  })

  it('swap arithmetic, bounds, and compound assignments', () => {
    const body = 'uint s; function f(uint a) public { s += Math.min(a * (a - 1), 7); }'
    expect(changes(body)).toEqual([
      'assignment: += → -=',
      'choice: Math.min → Math.max',
      'arithmetic: * → /',
      'arithmetic: - → +',
    ])
  })

  it('remove checks, calls, and the condition of a revert or return', () => {
    const body = `function f(uint a) public {
      require(a != 0, "x");
      if (a == 1) return;
      _g();
      emit E();
    }`
    expect(changes(body)).toEqual([
      'removed check: require(a != 0, "x"); → {}',
      'comparison: != → ==',
      'removed check: a == 1 → false',
      'comparison: == → !=',
      'removed call: _g(); → {}',
    ])
  })

  it('remove modifiers and swap the roles that they name, each once', () => {
    const body = 'function f() public only(ADMIN) g {}'
    expect(changes(body, { ADMIN: ['USER'], g: ['h'] })).toEqual([
      'removed modifier: only(ADMIN) → nothing',
      'swapped role: ADMIN → USER',
      'removed modifier: g → nothing',
      'swapped role: g → h',
    ])
  })

  it('change exactly one place of the text, even after letters of several bytes', () => {
    const source = contract('function f(uint a) public pure returns (uint) { return a + 1; }')
    const [mutant] = mutantsOf(source, parse(source), {})
    expect(mutant).toMatchObject({ within: 'f', line: 3, before: '+', after: '-' })
    expect(mutant?.source).toBe(source.replace('a + 1', 'a - 1'))
  })
})

describe('survivors', () => {
  const source = contract('function f(uint a) public pure returns (uint) { return a + a + 1; }')
  const identities = identitiesOf('C', mutantsOf(source, parse(source), {}))

  it('are told apart where a line allows the same change twice', () => {
    expect(identities.map(({ change, occurrence }) => [change, occurrence])).toEqual([
      ['arithmetic: + → -', 1],
      ['arithmetic: + → -', 2],
    ])
  })

  it('need a reason, and leave the record when they are killed', () => {
    const [first, second] = identities
    const recorded = [
      { ...first!, reason: 'because' },
      { ...second!, reason: '' },
      { ...first!, text: 'gone', reason: 'because' },
    ]
    expect(compare(identities, recorded, ['C'])).toEqual({ unexplained: [second], outdated: [recorded[2]] })
  })

  it('stay as they are where their target was not mutated', () => {
    const [first] = identities
    expect(compare([], [{ ...first!, reason: 'because' }], ['D'])).toEqual({ unexplained: [], outdated: [] })
  })
})
