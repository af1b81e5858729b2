import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { CliError, print, secondsSince, step } from '../print'
import { root } from '../tools'
import { type Mutant, mutantsOf } from './operators'
import { changeOf, type Identity, identitiesOf } from './survivors'
import type { Target } from './targets'
import { createWorkspace, parse, type Verdict, type Workspace } from './workspace'

/** Checks that the unchanged source passes the tests that its mutants have to fail. */
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

/**
 * Mutates contracts, on every core.
 * @returns the mutants that survived
 */
export async function mutateContracts(targets: readonly Target[]): Promise<Identity[]> {
  const workspaces = await Promise.all(Array.from({ length: availableParallelism() }, createWorkspace))
  const survived: Identity[] = []
  for (const target of targets) survived.push(...(await mutate(target, workspaces)))
  return survived
}
