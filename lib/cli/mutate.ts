import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { command } from './command'
import { type Mutant, mutantsOf } from './mutation/operators'
import { changeOf, compare, type Identity, identitiesOf, type Survivor } from './mutation/survivors'
import { type Target, targets } from './mutation/targets'
import { createWorkspace, parse, type Verdict, type Workspace } from './mutation/workspace'
import { CliError, print, secondsSince, step } from './print'
import { root } from './tools'

const record = path.join(root, 'contracts/test/mutation-survivors.json')

/** The source as it is must pass what its mutants have to fail. */
async function prepare(workspace: Workspace, { name, file, tests }: Target, source: string): Promise<void> {
  workspace.write(file, source)
  for (const glob of tests) {
    const verdict = await workspace.test(glob)
    if (verdict !== 'passed') throw new CliError(`${name}: ${glob} does not pass without a mutation`)
  }
}

async function judge(workspace: Workspace, { file, tests }: Target, mutant: Mutant): Promise<Verdict> {
  workspace.write(file, mutant.source)
  for (const glob of tests) {
    const verdict = await workspace.test(glob)
    if (verdict !== 'passed') return verdict
  }
  return 'passed'
}

const WORDS = { passed: 'survived', failed: 'killed', invalid: 'invalid' } as const

/** Mutates one source; every workspace takes the next mutant when it is done with one. */
async function mutate(target: Target, workspaces: readonly Workspace[]): Promise<Identity[]> {
  const source = readFileSync(path.join(root, target.file), 'utf8')
  const mutants = mutantsOf(source, parse(source), target.swaps)
  const identities = identitiesOf(target.name, mutants)
  await step(`${target.name}: tests without a mutation`, () =>
    Promise.all(workspaces.map((workspace) => prepare(workspace, target, source))),
  )
  const started = performance.now()
  const queue = mutants.entries()
  const verdicts = new Map<number, Verdict>()
  await Promise.all(
    workspaces.map(async (workspace) => {
      for (const [index, mutant] of queue) {
        const verdict = await judge(workspace, target, mutant)
        verdicts.set(index, verdict)
        print(`  ${WORDS[verdict].padEnd(8)} ${target.file}:${mutant.line}  ${changeOf(mutant)}`)
      }
      workspace.write(target.file, source)
    }),
  )
  const count = (wanted: Verdict) => [...verdicts.values()].filter((verdict) => verdict === wanted).length
  print(
    `${target.name}: ${mutants.length} mutants, ${count('failed')} killed, ${count('passed')} survived, ` +
      `${count('invalid')} do not compile, in ${secondsSince(started)}`,
  )
  return identities.filter((_, index) => verdicts.get(index) === 'passed')
}

function report(survived: readonly Identity[], mutated: readonly Target[]): void {
  const recorded = JSON.parse(readFileSync(record, 'utf8')) as readonly Survivor[]
  const names = mutated.map(({ name }) => name)
  const { unexplained, outdated } = compare(survived, recorded, names)
  const list = (title: string, items: readonly Identity[]) => {
    if (items.length > 0) print(`\n${title}\n${JSON.stringify(items, null, 2)}`)
  }
  list(
    'Survived without a reason on record:',
    unexplained.map((identity) => ({ ...identity, reason: '' })),
  )
  list('On record, but killed or gone:', outdated)
  if (unexplained.length + outdated.length > 0) {
    throw new CliError(`${unexplained.length} unexplained, ${outdated.length} outdated: ${record}`)
  }
  print(`Every survivor has its reason: ${survived.length}`)
}

/**
 * `npm run mutate [-- Target…]`: changes the contracts that matter most in every small way and expects a test to fail
 * each time. Not a part of `npm test`: it takes the better part of an hour.
 */
export const main = command(async (args) => {
  const unknown = args.find((name) => !targets.some((target) => target.name === name))
  if (unknown !== undefined) {
    throw new CliError(`No such target: ${unknown}; there are ${targets.map(({ name }) => name).join(', ')}`)
  }
  const chosen = targets.filter(({ name }) => args.length === 0 || args.includes(name))
  const workspaces = await Promise.all(Array.from({ length: availableParallelism() }, createWorkspace))
  const survived: Identity[] = []
  for (const target of chosen) survived.push(...(await mutate(target, workspaces)))
  report(survived, chosen)
  process.exit(0)
})
