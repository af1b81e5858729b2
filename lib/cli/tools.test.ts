import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { chromiumPaths, foundryTool, presentChromium } from './tools'

afterEach(() => vi.unstubAllEnvs())

describe('presentChromium', () => {
  it('prefers the Chromium that $CHROMIUM_PATH names', async () => {
    vi.stubEnv('CHROMIUM_PATH', process.execPath)
    expect(await presentChromium()).toBe(process.execPath)
  })

  it.each(['/nowhere/chromium', import.meta.filename])(
    'refuses as Chromium %s, which cannot be executed',
    async (file) => {
      vi.stubEnv('CHROMIUM_PATH', file)
      await expect(presentChromium()).rejects.toThrow(`CHROMIUM_PATH: not an executable file (${file})`)
    },
  )
})

describe('chromiumPaths', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'generator-pau-browsers-'))
  const own = path.join(folder, 'chromium-1243/chrome-linux64/chrome')
  afterAll(() => rmSync(folder, { recursive: true }))

  it('are those of the system and of Playwright, a headless shell before a whole browser', () => {
    expect(chromiumPaths(own)).toEqual(['/usr/bin/chromium-headless-shell', own, '/usr/bin/chromium'])
  })

  it('begin with the shell of Playwright that belongs to its browser', () => {
    const shell = path.join(folder, 'chromium_headless_shell-1243/chrome-headless-shell-linux64')
    mkdirSync(shell, { recursive: true })
    mkdirSync(path.join(folder, 'chromium_headless_shell-1/chrome-headless-shell-linux64'), {
      recursive: true,
    })
    writeFileSync(path.join(shell, 'chrome-headless-shell'), '')
    expect(chromiumPaths(own)[0]).toBe(path.join(shell, 'chrome-headless-shell'))
    expect(chromiumPaths(own)).toHaveLength(4)
  })
})

describe('foundryTool', () => {
  it('finds anvil and forge', () => {
    expect(foundryTool('anvil')).toMatch(/\/anvil$/)
    expect(foundryTool('forge')).toMatch(/\/forge$/)
  })
})
