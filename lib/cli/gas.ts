import { command } from './command'
import { CliError, print, step } from './print'
import { succeed } from './processes'
import { foundryEnvironment, foundryTool, root } from './tools'

/** `npm run gas`: renews the costs of operations in contracts/test/gas/snapshots, which `npm test` compares. */
export const main = command(async (args) => {
  if (args.length > 0) throw new CliError(`Unknown option: ${args[0]}`)
  const forge = ['test', '--match-path', 'contracts/test/gas/*', '--gas-snapshot-emit', 'true']
  await step('Operations, each as a transaction', () =>
    succeed(foundryTool('forge'), forge, { cwd: root, env: foundryEnvironment() }),
  )
  print('Written to contracts/test/gas/snapshots; `git diff` says what changed')
})
