import { describe, expect, it } from 'vitest'
import { type Suite, suites } from './suites'
import { inTurn } from './test'

const suite = (name: string, ...beside: string[]): Suite => ({
  name,
  beside,
  run: async () => ({ passed: 1, failed: 0, output: '' }),
})

/** When each suite begins and ends, where each takes a turn of the event loop for each letter of its name. */
async function played(chosen: readonly Suite[], isOver: () => boolean = () => false) {
  const log: string[] = []
  const results = await inTurn(
    chosen,
    async ({ name }) => {
      log.push(`${name}+`)
      for (const _ of name) await new Promise((resolve) => setTimeout(resolve, 5))
      log.push(`${name}-`)
      return name
    },
    isOver,
  )
  return { log, results }
}

describe('the suites of a run', () => {
  it('run one after the other', async () => {
    const { log, results } = await played([suite('long'), suite('a'), suite('b')])
    expect(log).toEqual(['long+', 'long-', 'a+', 'a-', 'b+', 'b-'])
    expect(results).toEqual(['long', 'a', 'b'])
  })

  it('run beside each other where that is said, and the next waits for both', async () => {
    const { log, results } = await played([suite('long', 'a'), suite('a'), suite('b')])
    expect(log).toEqual(['long+', 'a+', 'a-', 'long-', 'b+', 'b-'])
    expect(results).toEqual(['long', 'a', 'b'])
  })

  it('begin no more when the run is ended', async () => {
    let isOver = false
    const first = suite('a')
    const result = played([first, suite('b')], () => isOver)
    isOver = true
    expect((await result).log).toEqual([])
  })

  it('name those that come right after', () => {
    for (const [index, { name, beside = [] }] of suites.entries()) {
      const next = suites.slice(index + 1).map((after) => after.name)
      expect(next.slice(0, beside.length), name).toEqual(beside)
    }
  })
})
