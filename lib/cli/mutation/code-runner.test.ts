import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { root } from '../tools'
import { codeMutantsOf } from './code-operators'
import { CodeRunner } from './code-runner'

const FILE = 'lib/limits/keys.ts'
const runner = new CodeRunner()

afterAll(() => runner.close())

describe('a runner of mutants', () => {
  it('knows which tests reach a function, and notices a mutant by them alone', async () => {
    const source = readFileSync(path.join(root, FILE), 'utf8')
    const measured = await runner.measure([FILE], ['lib/limits/keys', 'lib/limits/limit.test'])
    const [test, ...more] = measured.filter(({ reached }) => reached.includes(`${FILE}:1`))
    expect([test?.file, ...more]).toEqual(['lib/limits/keys.test.ts'])

    const [emptied] = codeMutantsOf(source).filter(({ scope }) => scope === 1)
    const other = measured.find(({ file }) => file !== test!.file)
    expect(await runner.judge(FILE, emptied!.source, test!)).toBe('killed')
    expect(await runner.judge(FILE, emptied!.source, other!)).toBe('survived')
    // Nothing of the last one is left.
    expect(await runner.judge(FILE, source, test!)).toBe('survived')
  })
})
