import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { breakers } from './breakers'

describe('the ways of a front-runner', () => {
  it('exist for every requirement that an action states', () => {
    const folder = path.resolve(import.meta.dirname, '../../actions')
    const ids = readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((file) => {
      if (!file.endsWith('.ts')) return []
      const source = readFileSync(path.join(folder, file), 'utf8')
      return [...source.matchAll(/^\s+(?:\{ )?id: '([a-z-]+)'/gm)].map(([, id = '']) => id)
    })
    expect(ids.length).toBeGreaterThan(30)
    expect(ids.filter((id) => !breakers.has(id))).toEqual([])
  })
})
