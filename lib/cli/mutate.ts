import { readFileSync } from 'node:fs'
import path from 'node:path'
import { command } from './command'
import { mutateCode } from './mutation/code'
import { codeTargets } from './mutation/code-targets'
import { mutateContracts } from './mutation/contracts'
import { compare, type Identity, type Survivor } from './mutation/survivors'
import { targets } from './mutation/targets'
import { CliError, print } from './print'
import { root } from './tools'

const RECORD_OF_CONTRACTS = 'contracts/test/mutation-survivors.json'
const RECORD_OF_CODE = 'lib/cli/mutation/survivors.json'

const readRecord = (record: string): readonly Survivor[] =>
  JSON.parse(readFileSync(path.join(root, record), 'utf8'))

/**
 * Compares the survivors with a record.
 * @param mutated whether a recorded target was mutated
 * @returns what is wrong, in one line; empty when nothing is
 */
function report(
  record: string,
  survived: readonly Identity[],
  mutated: (target: string) => boolean,
): string[] {
  const recorded = readRecord(record)
  const played = recorded.map(({ target }) => target).filter(mutated)
  const { unexplained, outdated } = compare(survived, recorded, played)
  const list = (title: string, items: readonly Identity[]) => {
    if (items.length > 0) print(`\n${title}\n${JSON.stringify(items, null, 2)}`)
  }
  list(
    'Survived without a reason on record:',
    unexplained.map((identity) => ({ ...identity, reason: '' })),
  )
  list('On record, but killed or gone:', outdated)
  if (unexplained.length + outdated.length > 0) {
    return [`${unexplained.length} unexplained, ${outdated.length} outdated: ${record}`]
  }
  print(`Every survivor has its reason: ${survived.length}`)
  return []
}

/** Whether a path is another one, or lies in it. */
const isWithin = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}/`)

/**
 * `npm run mutate [-- Target…]`: makes every small change to the contracts that matter most, and to the formulas, rules,
 * checks and actions of lib, and expects a test to fail for each. A target is the name of a contract, or the path of a
 * folder or file. It is not part of `npm test`, since all of it takes hours.
 */
export const main = command(async (args) => {
  const names = args.map((name) => name.replace(/\/$/, ''))
  const codeFor = (name: string) => codeTargets.filter((target) => isWithin(name, target.name))
  const unknown = names.find(
    (name) => !targets.some((target) => target.name === name) && codeFor(name).length === 0,
  )
  if (unknown !== undefined) {
    const known = [...targets, ...codeTargets].map(({ name }) => name).join(', ')
    throw new CliError(`No such target: ${unknown}; there are ${known}`)
  }
  const problems: string[] = []
  const contracts = targets.filter(({ name }) => names.length === 0 || names.includes(name))
  if (contracts.length > 0) {
    const survived = await mutateContracts(contracts)
    const isMutated = (target: string) => contracts.some(({ name }) => name === target)
    problems.push(...report(RECORD_OF_CONTRACTS, survived, isMutated))
  }
  const paths =
    names.length === 0
      ? codeTargets.map(({ name }) => name)
      : names.filter((name) => codeFor(name).length > 0)
  if (paths.length > 0) {
    const survived = await mutateCode(codeTargets, paths, readRecord(RECORD_OF_CODE))
    problems.push(
      ...report(RECORD_OF_CODE, survived, (target) => paths.some((name) => isWithin(target, name))),
    )
  }
  if (problems.length > 0) throw new CliError(problems.join('\n'))
  process.exit(0)
})
