import { parseArgs } from 'node:util'
import { FEWEST_PRIMES, MOST_PRIMES } from '@/contracts/script/scenario'
import { parsePort } from './ports'
import { CliError } from './print'

export type LocalOptions = {
  readonly primes: number
  /** With 2, a second Generator beside the first, with a Unit of its own and a Prime that both fund. */
  readonly generators: 1 | 2
  /** Port of the console. */
  readonly port: number
  /** Port of Anvil. */
  readonly chainPort: number
  /** The development server instead of the production build. */
  readonly development: boolean
  /** Time between two blocks after the scenario has been played [s]; 0 mines on demand. */
  readonly blockTime: number
}

function wholeNumber(text: string, option: string, least: number, most: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new CliError(`${option}: not a whole number from ${least} to ${most} ("${text}")`)
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        primes: { type: 'string', default: '4' },
        generators: { type: 'string', default: '1' },
        port: { type: 'string', default: '3000' },
        'chain-port': { type: 'string', default: '8545' },
        dev: { type: 'boolean', default: false },
        'block-time': { type: 'string', default: '12' },
      },
    }).values
  } catch (error) {
    throw new CliError(error instanceof Error ? error.message : String(error))
  }
}

/**
 * Options of `npm run local`.
 * @throws CliError that names the option
 */
export function parseLocalOptions(args: string[]): LocalOptions {
  const values = parsed(args)
  const options = {
    primes: wholeNumber(values.primes, '--primes', FEWEST_PRIMES, MOST_PRIMES),
    generators: wholeNumber(values.generators, '--generators', 1, 2) === 2 ? (2 as const) : (1 as const),
    port: parsePort(values.port, '--port'),
    chainPort: parsePort(values['chain-port'], '--chain-port'),
    development: values.dev,
    blockTime: wholeNumber(values['block-time'], '--block-time', 0, 3_600),
  }
  if (options.port === options.chainPort) throw new CliError(`--chain-port: same as --port (${options.port})`)
  return options
}
