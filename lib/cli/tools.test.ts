import { afterEach, describe, expect, it, vi } from 'vitest'
import { foundryTool, presentChromium } from './tools'

afterEach(() => vi.unstubAllEnvs())

describe('presentChromium', () => {
  it('prefers the one that $CHROMIUM_PATH names', async () => {
    vi.stubEnv('CHROMIUM_PATH', process.execPath)
    expect(await presentChromium()).toBe(process.execPath)
  })

  it.each(['/nowhere/chromium', import.meta.filename])(
    'refuses %s, which cannot be executed',
    async (file) => {
      vi.stubEnv('CHROMIUM_PATH', file)
      await expect(presentChromium()).rejects.toThrow(`CHROMIUM_PATH: not an executable file (${file})`)
    },
  )
})

describe('foundryTool', () => {
  it('finds both tools', () => {
    expect(foundryTool('anvil')).toMatch(/\/anvil$/)
    expect(foundryTool('forge')).toMatch(/\/forge$/)
  })
})
