import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { isTest, projectSources, type Sources, withoutComments } from './testing/sources'
import { root } from './testing/texts'

/** The folders of the repository, without those that builds and tools leave behind. */
const TOP_LEVEL = ['.ci', 'app', 'components', 'contracts', 'e2e', 'lib', 'public']
const LEFT_BEHIND = ['.git', '.local', '.next', 'node_modules', 'playwright-report', 'test-results']

const DOMAIN = [
  'debt',
  'diamond',
  'governance',
  'lcts',
  'limits',
  'migration',
  'safe',
  'timelock',
  'vaults',
].map((name) => `lib/${name}`)
const BASE = ['lib/math', 'lib/leaf', 'lib/deployment', ...DOMAIN]
const FACTS = [...BASE, 'lib/console/facts']
const MODEL = [...FACTS, 'lib/console/model']
const DERIVE = [...MODEL, 'lib/console/derive']
const CONSOLE = [...DERIVE, 'lib/console']
const WORDS = [...CONSOLE, 'lib/words', 'lib/format', 'lib/abi']
const CHECKS = [...WORDS, 'lib/console/checks']
const ACTIONS = [...CHECKS, 'lib/actions']
const CHAIN = [...ACTIONS, 'lib/chain']
const SERVER = [...CHAIN, 'lib/server']
const REACT = [...without(CHAIN, 'lib/abi', 'lib/format'), 'lib/react']
const COMPONENTS = [...REACT, 'lib/format', 'lib/handbook', 'components']
const COMMANDS = [...SERVER, 'lib/cli', 'contracts/script']

function without(rooms: readonly string[], ...names: readonly string[]): readonly string[] {
  return rooms.filter((room) => !names.includes(room))
}

/** What each room may import: itself and what lies below it, never what lies above. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'lib/math': ['lib/math'],
  'lib/abi': ['lib/abi'],
  // The handbook is text and imports nothing.
  'lib/handbook': ['lib/handbook'],
  'lib/format': ['lib/format', 'lib/math'],
  'lib/leaf': ['lib/leaf', 'lib/math'],
  'lib/deployment': ['lib/deployment', 'lib/math'],
  ...Object.fromEntries(DOMAIN.map((room) => [room, BASE])),
  'lib/governance': [...BASE, 'lib/abi'],
  'lib/safe': [...BASE, 'lib/abi'],
  'lib/console/facts': FACTS,
  'lib/console/model': MODEL,
  // The bytes of a call by governance or the timelock tell what it asks for.
  'lib/console/derive': [...DERIVE, 'lib/abi'],
  'lib/console': CONSOLE,
  'lib/words': WORDS,
  'lib/console/checks': CHECKS,
  'lib/actions': ACTIONS,
  'lib/chain': without(CHAIN, 'lib/format'),
  'lib/server': without(SERVER, 'lib/format'),
  'lib/react': REACT,
  components: COMPONENTS,
  app: [...COMPONENTS, 'lib/server', 'app'],
  'lib/cli': COMMANDS,
  'contracts/script': ['contracts/script', 'lib/abi', 'lib/deployment', 'lib/math'],
  // Tests and stories share these: whatever is to be tested, and chains to test it on.
  'lib/testing': [...COMPONENTS, ...COMMANDS, 'lib/testing'],
  e2e: [...COMMANDS, 'lib/testing', 'e2e'],
  // Entry points of Next, Playwright and Vitest.
  '.': ['.', 'lib/server', 'lib/deployment', 'lib/cli', 'e2e'],
}

/**
 * A test may use all of lib to exercise its subject, also on a chain. Only tests may import what is shared for testing.
 */
const ALLOWED_IN_TESTS = [...COMMANDS, 'lib/react', 'lib/format', 'lib/handbook', 'lib/testing']
/** The room that a path from the root lies in: the deepest that has a rule, `.` for a file at the root, else null. */
function roomOf(file: string): string | null {
  const folders = file.split('/').slice(0, -1)
  if (folders.length === 0) return '.'
  for (let depth = folders.length; depth > 0; depth -= 1) {
    const room = folders.slice(0, depth).join('/')
    if (room in ALLOWED) return room
  }
  return null
}

/** The room of what an import names: a module, or the `index` of a folder. */
function roomOfTarget(target: string): string | null {
  return target in ALLOWED ? target : roomOf(/\.\w+$/.test(target) ? target : `${target}.ts`)
}

/** Specifiers of all imports of a module: static, dynamic, for effect, of types, and re-exports. */
function importsOf(source: string): string[] {
  const code = withoutComments(source)
  const patterns = [
    /\b(?:import|export)\s[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/g,
    /\bimport\s*['"]([^'"]+)['"]/g,
    /\bimport\s*\(\s*['"`]([^'"`]+)['"`]/g,
    /\brequire\s*\(\s*['"]([^'"]+)['"]/g,
  ]
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].map(([, specifier = '']) => specifier))
}

/** Path from the root of an import of our own, null for a package. */
function targetOf(file: string, specifier: string): string | null {
  if (specifier.startsWith('@/')) return path.posix.normalize(specifier.slice(2))
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier)
  return null
}

/** Every import that points the wrong way, as `file → target`. */
function violations(sources: Sources): string[] {
  return Object.entries(sources).flatMap(([file, source]) => {
    // A test directly in lib is about the project as a whole.
    if (/^lib\/[^/]*\.test\.ts$/.test(file)) return []
    const room = roomOf(file)
    if (room === null) return [`${file} lies in no known folder`]
    const allowed = [...(ALLOWED[room] ?? []), ...(isTest(file) ? ALLOWED_IN_TESTS : [])]
    return targetsOf(file, source)
      .filter((target) => {
        const to = roomOfTarget(target)
        return to === null || !allowed.includes(to)
      })
      .map((target) => `${file} → ${target}`)
  })
}

const targetsOf = (file: string, source: string): readonly string[] =>
  importsOf(source)
    .map((specifier) => targetOf(file, specifier))
    .filter((target) => target !== null)

/** Every test that is not beside its subject: no module beside it has its name, and it imports none of them. */
function strangers(sources: Sources): string[] {
  return Object.entries(sources)
    .filter(
      ([file]) =>
        /^(components|contracts|lib)\//.test(file) &&
        !/^lib\/[^/]*$/.test(file) &&
        /\.test\.tsx?$/.test(file),
    )
    .filter(([file, source]) => {
      const folder = path.posix.dirname(file)
      const [name = ''] = path.posix.basename(file).split('.')
      const isNamed = beside(folder, sources).some((one) => name === one || name.startsWith(`${one}-`))
      const imports = (target: string) => target === folder || target.startsWith(`${folder}/`)
      return !isNamed && !targetsOf(file, source).some(imports)
    })
    .map(([file]) => file)
}

/** Names of what lies in a folder beside its tests. */
const beside = (folder: string, sources: Sources): readonly string[] =>
  Object.keys(sources)
    .filter((file) => path.posix.dirname(file) === folder && !isTest(file))
    .map((file) => path.posix.basename(file).split('.')[0] ?? '')

/** A circle of imports between the domain folders, as the areas along it, or null. */
function domainCircle(sources: Sources): string[] | null {
  const edges = new Map<string, Set<string>>()
  for (const [file, source] of Object.entries(sources)) {
    const from = roomOf(file) ?? ''
    if (!DOMAIN.includes(from) || isTest(file)) continue
    for (const target of targetsOf(file, source)) {
      const to = roomOfTarget(target) ?? from
      if (to !== from && DOMAIN.includes(to)) edges.set(from, (edges.get(from) ?? new Set()).add(to))
    }
  }
  const follow = (trail: string[]): string[] | null => {
    for (const next of edges.get(trail.at(-1) ?? '') ?? []) {
      if (trail.includes(next)) return [...trail.slice(trail.indexOf(next)), next]
      const circle = follow([...trail, next])
      if (circle !== null) return circle
    }
    return null
  }
  for (const start of edges.keys()) {
    const circle = follow([start])
    if (circle !== null) return circle
  }
  return null
}

describe('the import rule', () => {
  it('finds no import in the project that points the wrong way', () => {
    const sources = projectSources()
    expect(Object.keys(sources).length).toBeGreaterThan(50)
    expect(violations(sources)).toEqual([])
    expect(domainCircle(sources)).toBeNull()
  })

  it('names only folders that exist', () => {
    const rooms = [...Object.keys(ALLOWED), ...Object.values(ALLOWED).flat()]
    expect(rooms.filter((room) => !existsSync(path.join(root, room)))).toEqual([])
  })

  it('finds every test beside its subject', () => {
    expect(strangers(projectSources())).toEqual([])
  })

  it('knows every folder at the top of the repository', () => {
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !LEFT_BEHIND.includes(entry.name))
      .map((entry) => entry.name)
    expect(folders.filter((name) => !TOP_LEVEL.includes(name))).toEqual([])
  })
})

describe('the check of the import rule', () => {
  it.each([
    ['app/page.tsx', "import { Limits } from '@/components/limits'"],
    ['components/limits/table.tsx', "import type { Model } from '@/lib/console/model'"],
    ['lib/limits/limit.ts', "import { mulDown } from '@/lib/math'\nimport { key } from '../diamond/key'"],
    ['lib/console/derive/index.ts', "import 'viem'\nimport { z } from 'zod'"],
    ['lib/limits/limit.test.ts', "import { rateLimitsAbi } from '@/lib/abi'"],
    ['lib/testing/scenario.ts', "import { startAnvil } from '@/lib/cli/anvil'"],
    ['lib/chain/review/review.chain.test.ts', "import { actionCases } from '@/lib/testing/cases'"],
    ['e2e/review.spec.ts', "import { actionCases } from '../lib/testing/cases'"],
    ['lib/testing/opened.ts', "import { verdictOf } from '@/components/actions/review/verdict'"],
    ['lib/testing/scene.ts', "import { readScenario } from '@/lib/testing/scenario'"],
    ['lib/math/wad.ts', "// import { x } from '@/lib/chain'\n/* import '@/app' */"],
    ['proxy.ts', "import { contentSecurityPolicy } from '@/lib/server/csp'"],
  ])('accepts %s with %j', (file, source) => {
    expect(violations({ [file]: source })).toEqual([])
  })

  it.each([
    ['lib/math/wad.ts', "import { read } from '@/lib/chain'", 'lib/chain'],
    ['lib/limits/limit.ts', "import { rateLimitsAbi } from '@/lib/abi'", 'lib/abi'],
    ['lib/limits/limit.ts', "import { amount } from '../format'", 'lib/format'],
    ['lib/console/derive/index.ts', "export * from '@/lib/actions'", 'lib/actions'],
    [
      'lib/console/derive/index.ts',
      "export { read } from '../../chain/read/reader'",
      'lib/chain/read/reader',
    ],
    ['lib/actions/freeze.ts', "import type {\n  Rpc,\n} from '@/lib/chain/rpc'", 'lib/chain/rpc'],
    ['lib/chain/read/reader.ts', "import '@/lib/server/service'", 'lib/server/service'],
    ['lib/react/stream.ts', "const service = await import('@/lib/server')", 'lib/server'],
    ['components/frame.tsx', "import { service } from '@/lib/server'", 'lib/server'],
    ['components/frame.tsx', "import Page from '../app/page'", 'app/page'],
    ['app/api/health/route.ts', "import { startAnvil } from '@/lib/cli/anvil'", 'lib/cli/anvil'],
    ['app/page.tsx', "import { rateLimitsAbi } from '@/lib/abi'", 'lib/abi'],
    ['lib/cli/local.ts', "import { Frame } from '@/components/frame'", 'components/frame'],
    ['lib/limits/limit.test.ts', "import { Frame } from '@/components/frame'", 'components/frame'],
    [
      'lib/console/facts/index.ts',
      "import type { Gate } from '../model/migration'",
      'lib/console/model/migration',
    ],
    ['lib/console/model/index.ts', "import { derive } from '../derive'", 'lib/console/derive'],
    ['lib/console/derive/gates.ts', "import { tellGate } from '@/lib/words/gates'", 'lib/words/gates'],
    ['lib/words/limits.ts', "import { allChecks } from '@/lib/console/checks'", 'lib/console/checks'],
    [
      'components/limits/limits.tsx',
      "import { fakeModel } from '@/lib/testing/fakes/model'",
      'lib/testing/fakes/model',
    ],
    ['lib/chain/read/reader.ts', "import { openScene } from '@/lib/testing/scene'", 'lib/testing/scene'],
    ['lib/cli/start.ts', "import { openScene } from '../testing/scene'", 'lib/testing/scene'],
    ['app/page.tsx', "import { actionCases } from '@/lib/testing/cases'", 'lib/testing/cases'],
    ['lib/testing/opened.ts', "import Page from '@/app/page'", 'app/page'],
    ['lib/format/amount.ts', "const { x } = require('../console')", 'lib/console'],
    ['contracts/script/deploy.ts', "import { read } from '@/lib/chain/read/reader'", 'lib/chain/read/reader'],
  ])('refuses %s with %j', (file, source, target) => {
    expect(violations({ [file]: source })).toEqual([`${file} → ${target}`])
  })

  it('refuses a folder that the layout does not list', () => {
    expect(violations({ 'lib/utils/x.ts': '' })).toEqual(['lib/utils/x.ts lies in no known folder'])
    expect(violations({ 'lib/helpers.ts': '' })).toEqual(['lib/helpers.ts lies in no known folder'])
    expect(violations({ 'components/x.tsx': "import '@/lib/none/x'" })).toEqual([
      'components/x.tsx → lib/none/x',
    ])
  })

  it('finds a test that is not beside its subject', () => {
    const source = "import { freeze } from '@/lib/actions/freeze'"
    expect(strangers({ 'lib/chain/freeze.test.ts': source })).toEqual(['lib/chain/freeze.test.ts'])
    expect(strangers({ 'lib/actions/freeze.test.ts': source })).toEqual([])
    expect(strangers({ 'lib/actions/all.test.ts': "import { build } from '.'" })).toEqual([])
    expect(strangers({ 'lib/chain/freeze-late.test.ts': source, 'lib/chain/freeze.ts': '' })).toEqual([])
  })

  it('finds a circle between domain folders', () => {
    const sources = {
      'lib/debt/a.ts': "import '@/lib/vaults/b'",
      'lib/vaults/b.ts': "import '../migration/c'",
      'lib/migration/c.ts': "import '@/lib/debt/a'",
    }
    expect(domainCircle(sources)).toEqual(['lib/debt', 'lib/vaults', 'lib/migration', 'lib/debt'])
    expect(domainCircle({ ...sources, 'lib/migration/c.ts': '' })).toBeNull()
  })
})
