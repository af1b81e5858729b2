import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { roleLines } from '@/lib/handbook'
import { stories } from '@/lib/testing/stories'
import { root } from '@/lib/testing/texts'
import { definitions } from './kinds'

const folder = path.join(root, 'e2e')
const specs = readdirSync(folder)
  .filter((name) => name.endsWith('.spec.ts'))
  .map((name) => readFileSync(path.join(folder, name), 'utf8'))

/** The source of a story, from its name to the next story. */
function bodyOf(name: string): string | undefined {
  const spec = specs.find((source) => source.includes(`test('${name}'`))
  return spec?.split(`test('${name}'`)[1]?.split(/\ntest(?:\.|\()/)[0]
}

const cells = definitions.flatMap(({ kind, verb, by }) => by.map((role) => ({ kind, verb, role })))

describe('the table role by act', () => {
  it('has the roles of the handbook, of which each acts here or says where', () => {
    const acting = new Set<string>(cells.map(({ role }) => role))
    for (const line of roleLines) {
      expect([line.id, acting.has(line.id) || 'elsewhere' in line]).toEqual([line.id, true])
    }
    expect([...acting].filter((id) => !roleLines.some((line) => line.id === id))).toEqual([])
  })

  it('has a story or a reason for every cell, and none for any other', () => {
    const told = Object.entries(stories).flatMap(([kind, by]) =>
      Object.keys(by).map((role) => `${kind} ${role}`),
    )
    expect(told.toSorted()).toEqual(cells.map(({ kind, role }) => `${kind} ${role}`).toSorted())
  })

  it.each(cells)(
    'is played in a browser, or names why no wallet can: $kind by $role',
    ({ kind, verb, role }) => {
      const played = stories[kind][role]
      if (typeof played === 'object') {
        expect(played.noWallet).toMatch(/\.$/)
        return
      }
      const body = bodyOf(played ?? '')
      expect(body, `no story is called “${played}”`).toBeDefined()
      // The story presses the button that signs it.
      expect(body).toContain(verb)
    },
  )
})
