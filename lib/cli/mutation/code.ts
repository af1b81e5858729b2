import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { CliError, print, secondsSince, step } from '../print'
import { root } from '../tools'
import type { Measured } from './code-messages'
import { type CodeMutant, codeMutantsOf } from './code-operators'
import { CodeRunner, type Verdict } from './code-runner'
import type { CodeTarget } from './code-targets'
import { changeOf, compare, type Identity, identitiesOf, type Survivor } from './survivors'

/** Most processes that run tests at once: each loads everything that it tests, so more would need too much memory. */
const MOST_RUNNERS = 2

/** After so many mutants comes a line about how far they are. */
const STRIDE = 100

/** A mutant of one file in a folder. */
interface Found {
  readonly file: string
  readonly mutant: CodeMutant
  readonly identity: Identity
}

const sourcesOf = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => path.posix.join(folder, file))
    .sort()

function mutantsIn(file: string): Found[] {
  const mutants = codeMutantsOf(readFileSync(path.join(root, file), 'utf8'))
  const identities = identitiesOf(file, mutants)
  return mutants.flatMap((mutant, index) => {
    const identity = identities[index]
    return identity === undefined ? [] : [{ file, mutant, identity }]
  })
}

/** Which files of tests noticed mutants of which function, the latest last. */
type Noticed = Map<string, Set<string>>

const placeOf = ({ file, mutant }: Found): string => `${file}:${mutant.scope}`

/**
 * The files of tests that run the function that a mutant changes: first those that noticed another mutant of it, then
 * those in its folder, then the fastest.
 */
function testsFor(
  found: Found,
  { name }: CodeTarget,
  measured: readonly Measured[],
  noticed: Noticed,
): Measured[] {
  const place = placeOf(found)
  const before = [...(noticed.get(place) ?? [])]
  const elsewhere = (test: Measured) => (test.file.startsWith(`${name}/`) ? 0 : 1)
  return measured
    .filter(({ reached }) => reached.includes(place))
    .sort(
      (a, b) =>
        before.indexOf(b.file) - before.indexOf(a.file) || elsewhere(a) - elsewhere(b) || a.time - b.time,
    )
}

/** Runs the tests of a mutant, file by file, until one notices it. */
async function judge(
  found: Found,
  tests: readonly Measured[],
  runner: CodeRunner,
  noticed: Noticed,
): Promise<Verdict | 'unreached'> {
  if (tests.length === 0) return 'unreached'
  const place = placeOf(found)
  for (const test of tests) {
    const verdict = await runner.judge(found.file, found.mutant.source, test)
    if (verdict === 'survived') continue
    const before = noticed.get(place) ?? new Set()
    before.delete(test.file)
    noticed.set(place, before.add(test.file))
    return verdict
  }
  return 'survived'
}

/** Checks that all tests still pass without a mutation, so that no mutant left anything behind for the next. */
async function recheck(
  runner: CodeRunner,
  sources: readonly string[],
  measured: readonly Measured[],
): Promise<void> {
  const [file] = sources
  if (file === undefined) return
  const source = readFileSync(path.join(root, file), 'utf8')
  for (const test of measured) {
    const verdict = await runner.judge(file, source, test)
    if (verdict !== 'survived') throw new CliError(`${test.file} fails since a mutation`)
  }
}

/** Mutates the sources below some paths of a folder. Every runner takes the next mutant when it is done with one. */
async function mutate(
  target: CodeTarget,
  paths: readonly string[],
  runners: readonly [CodeRunner, ...CodeRunner[]],
  recorded: readonly Survivor[],
): Promise<Identity[]> {
  const sources = sourcesOf(target.name).filter((file) =>
    paths.some((name) => `${file}/`.startsWith(`${name}/`)),
  )
  if (sources.length === 0) throw new CliError(`${paths.join(', ')}: there is nothing to mutate`)
  const found = sources.flatMap(mutantsIn)
  const measured = await step(`${target.name}: tests without a mutation`, () =>
    runners[0].measure(sources, target.tests),
  )
  const started = performance.now()
  const queue = found.values()
  const survived = new Set<Found>()
  let judged = 0
  const noticed: Noticed = new Map()
  await Promise.all(
    runners.map(async (runner) => {
      for (const one of queue) {
        const { file, mutant } = one
        const verdict = await judge(one, testsFor(one, target, measured, noticed), runner, noticed)
        judged += 1
        if (judged % STRIDE === 0) print(`  ${judged} of ${found.length}, in ${secondsSince(started)}`)
        if (verdict === 'killed') continue
        if (verdict !== 'endless') survived.add(one)
        print(`  ${verdict.padEnd(9)} ${file}:${mutant.line}  ${changeOf(mutant)}`)
      }
      await recheck(runner, sources, measured)
    }),
  )
  const identities = found.filter((one) => survived.has(one)).map(({ identity }) => identity)
  const left = compare(identities, recorded, []).unexplained.length
  print(
    `${target.name}: ${found.length} mutants, ${found.length - survived.size} killed, ` +
      `${survived.size - left} equivalent, ${left} left, in ${secondsSince(started)}`,
  )
  return identities
}

/**
 * Mutates the sources below some paths, on every core, but at most two.
 *
 * @param recorded mutants that may survive
 * @returns the mutants that survived
 */
export async function mutateCode(
  targets: readonly CodeTarget[],
  paths: readonly string[],
  recorded: readonly Survivor[],
): Promise<Identity[]> {
  const others = Array.from(
    { length: Math.min(availableParallelism(), MOST_RUNNERS) - 1 },
    () => new CodeRunner(),
  )
  const runners = [new CodeRunner(), ...others] as const
  const survived: Identity[] = []
  for (const target of targets) {
    const inside = paths.filter((name) => `${name}/`.startsWith(`${target.name}/`))
    if (inside.length > 0) survived.push(...(await mutate(target, inside, runners, recorded)))
  }
  await Promise.all(runners.map((runner) => runner.close()))
  return survived
}
