import { describe, expect, it } from 'vitest'
import { codeMutantsOf, withProbes } from './code-operators'
import { REACH } from './reach'
import { changeOf, identitiesOf } from './survivors'

const changes = (source: string) => codeMutantsOf(source).map(changeOf)
const inside = (expression: string) => changes(`const a = ${expression}`)

describe('mutants of TypeScript', () => {
  it('shift a boundary, and say yes or no in its place where it stands alone', () => {
    expect(inside('b <= c')).toEqual([
      'comparison: b <= c → true',
      'comparison: b <= c → false',
      'comparison: <= → <',
    ])
    expect(inside('b === c')).toEqual(['comparison: b === c → true', 'comparison: b === c → false'])
  })

  it('leave out what is joined, and what stands for what is missing', () => {
    expect(inside('b === c && d')).toEqual(['logic: b === c && d → (b === c)', 'logic: b === c && d → (d)'])
    expect(inside('b ?? c')).toEqual(['choice: b ?? c → (b)', 'choice: b ?? c → (c)'])
    expect(inside('b?.c?.[0]')).toEqual(['presence: ?. → .', 'presence: ?. → nothing'])
    expect(inside('!b')).toEqual(['logic: !b → (b)'])
  })

  it('leave alone what only has the name of something that every object has', () => {
    expect(inside('b.toString()')).toEqual([])
    expect(inside('valueOf(b)')).toEqual([])
  })

  it('decide each way', () => {
    expect(inside('b > c ? 1n : 2n')).toEqual([
      'choice: b > c ? 1n : 2n → (1n)',
      'choice: b > c ? 1n : 2n → (2n)',
      'comparison: > → >=',
    ])
    expect(changes('if (!b) c()')).toEqual([
      'choice: !b → true',
      'choice: !b → false',
      'removed call: c() → ;',
    ])
    expect(changes('while (b) c = 1n')).toEqual(['choice: b → false'])
    expect(changes("switch (b) { case 'x': c = 1n; break; default: }")).toEqual([
      'emptied: c = 1n; break; → nothing',
    ])
  })

  it('swap arithmetic and bounds, but join no texts otherwise', () => {
    expect(inside('b * c - 1n')).toEqual(['arithmetic: * → /', 'arithmetic: - → +'])
    expect(inside('-b')).toEqual(['arithmetic: -b → (b)'])
    expect(changes('b += c')).toEqual(['assignment: += → -='])
    expect(inside("b + 'c' + `d`")).toEqual([])
    expect(inside('Math.min(b, c)')).toEqual(['choice: min → max'])
  })

  it('round the other way, with the import that it takes', () => {
    const [mutant] = codeMutantsOf("import { mulUp } from '@/lib/math'\nconst a = mulUp(b, c)\n")
    expect(mutant?.source).toBe(
      "import { mulUp } from '@/lib/math'\nconst a = mulDown(b, c)\n\nimport { mulDown } from '@/lib/math'\n",
    )
    expect(changes("import { divUp } from '@/lib/math'\nconst a = divUp(b - 1n, c)")).toContain(
      'choice: divUp(b - 1n, c) → ((b - 1n) / (c))',
    )
    expect(inside('mulUp(b, c)')).toEqual([])
  })

  it('empty lists, objects and functions, and leave what a list is filtered or sorted by', () => {
    expect(inside('[b, {}]')).toEqual(['emptied: [b, {}] → []'])
    expect(inside('{ b }')).toEqual(['emptied: { b } → ({})'])
    expect(inside('b.filter(c)')).toEqual(['removed call: b.filter(c) → b'])
    expect(inside('b.some(c)')).toEqual(['choice: some → every'])
    expect(inside('() => b')).toEqual(['emptied: b → undefined'])
    expect(changes('function a() { return b }')).toEqual(['emptied: { return b } → {}'])
    expect(inside('true')).toEqual(['choice: true → false'])
  })

  it('change no type and no text', () => {
    const types = 'interface A { b: true }\ntype B = A extends { b: false } ? [true] : never\n'
    expect(changes(`${types}const c: [true] = d as [true]`)).toEqual([])
    expect(inside("('b' satisfies 'b' | 'c')")).toEqual([])
    expect(inside('(b > c) as boolean')).toHaveLength(3)
  })

  it('change one place of the source and no other, after letters of any kind too', () => {
    const source = "// ü 😀\nconst a = 'ü'\nconst f = () => (b > 1n)\n"
    const boundary = codeMutantsOf(source).find(({ after }) => after === '>=')
    expect(boundary).toMatchObject({ within: 'f', line: 3, text: 'const f = () => (b > 1n)' })
    expect(boundary?.source).toBe(source.replace('b >', 'b >='))
  })

  it('know the function whose run it takes, and are called by the name around them', () => {
    const source = 'const a = [b]\nfunction f() {\n  const g = () => [c]\n  return d.map((e) => [e])\n}\n'
    expect(codeMutantsOf(source).map(({ within, scope, before }) => [within, scope, before])).toEqual([
      ['a', 0, '[b]'],
      ['f', 1, '{\n  const g = () => [c]\n  return d.map((e) => [e])\n}'],
      ['g', 2, '[c]'],
      ['f', 3, '[e]'],
    ])
  })

  it('are known by a part of a long text', () => {
    const [emptied] = codeMutantsOf(`const a = [${'b, '.repeat(60)}]`)
    expect(changeOf(emptied!)).toBe(`emptied: [${'b, '.repeat(33)}… → []`)
    expect(identitiesOf('lib/x.ts', [emptied!])[0]?.within).toBe('a')
  })
})

describe('probes', () => {
  it('tell of every function that runs, and of the module', () => {
    const source =
      'export const f = (a: boolean) => (a ? () => ({ a }) : g())\nfunction g() { return () => 1 }\n'
    const reached: string[] = []
    const script = withProbes('x', source).replace('export ', '').replace(': boolean', '')
    const load = new Function(REACH, `${script}; return f`)
    const f = load((place: string) => reached.push(place)) as (a: boolean) => () => unknown
    expect(reached).toEqual(['x:0'])
    expect(f(true)()).toEqual({ a: true })
    expect(reached).toEqual(['x:0', 'x:1', 'x:2'])
    f(false)
    expect(reached.slice(3)).toEqual(['x:1', 'x:3'])
  })
})
