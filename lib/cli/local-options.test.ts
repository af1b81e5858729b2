import { describe, expect, it } from 'vitest'
import { parseLocalOptions } from './local-options'

describe('parseLocalOptions', () => {
  it('has a default for everything', () => {
    expect(parseLocalOptions([])).toEqual({
      primes: 4,
      generators: 1,
      port: 3000,
      chainPort: 8545,
      development: false,
      blockTime: 12,
    })
  })

  it('takes every option', () => {
    const args = [
      '--primes',
      '6',
      '--generators',
      '2',
      '--port=3100',
      '--chain-port',
      '8600',
      '--dev',
      '--block-time',
      '0',
    ]
    expect(parseLocalOptions(args)).toEqual({
      primes: 6,
      generators: 2,
      port: 3100,
      chainPort: 8600,
      development: true,
      blockTime: 0,
    })
  })

  it.each([
    [['--primes', '3'], '--primes: not a whole number from 4 to 1000 ("3")'],
    [['--primes', '1001'], '--primes: not a whole number from 4 to 1000 ("1001")'],
    [['--primes', '2.5'], '--primes: not a whole number from 4 to 1000 ("2.5")'],
    [['--generators', '3'], '--generators: not a whole number from 1 to 2 ("3")'],
    [['--generators', '0'], '--generators: not a whole number from 1 to 2 ("0")'],
    [['--port', 'web'], '--port: not a port from 1 to 65535 ("web")'],
    [['--chain-port', '70000'], '--chain-port: not a port from 1 to 65535 ("70000")'],
    [['--chain-port', '3000'], '--chain-port: same as --port (3000)'],
    [['--block-time', '-1'], '--block-time'],
    [['--verbose'], '--verbose'],
    [['mainnet'], 'mainnet'],
  ])('refuses %j and names the option', (args, line) => {
    expect(() => parseLocalOptions(args)).toThrow(line)
  })
})
