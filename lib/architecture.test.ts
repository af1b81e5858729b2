import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')

/** The folders of the repository; what builds and tools leave behind is not listed. */
const TOP_LEVEL = ['.ci', 'app', 'components', 'contracts', 'e2e', 'lib', 'public']
const LEFT_BEHIND = ['.git', '.local', '.next', 'node_modules', 'playwright-report', 'test-results']

const DOMAIN = [
  ...['beams', 'debt', 'diamond', 'governance', 'lcts'],
  ...['limits', 'migration', 'safe', 'timelock', 'vaults'],
].map((name) => `lib/${name}`)
const BASE = [...DOMAIN, 'lib/deployment', 'lib/math']
const CONSOLE = [...BASE, 'lib/console', 'lib/format', 'lib/abi']
const ACTIONS = [...CONSOLE, 'lib/actions']
const CHAIN = [...BASE, 'lib/console', 'lib/actions', 'lib/abi', 'lib/chain']
const SERVER = [...CHAIN, 'lib/history', 'lib/server']
const REACT = [...BASE, 'lib/console', 'lib/actions', 'lib/chain', 'lib/history', 'lib/react']
const COMPONENTS = [...REACT, 'lib/format', 'lib/handbook', 'components']
const COMMANDS = [...SERVER, 'lib/cli', 'lib/format', 'contracts/script']

/** What each area may import: itself and what lies below it, never what lies above. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'lib/math': ['lib/math'],
  'lib/abi': ['lib/abi'],
  // Texts, and nothing but texts.
  'lib/handbook': ['lib/handbook'],
  'lib/format': ['lib/format', 'lib/math'],
  'lib/deployment': ['lib/deployment', 'lib/math'],
  ...Object.fromEntries(DOMAIN.map((area) => [area, BASE])),
  // What an operation does is told in words here.
  'lib/timelock': [...BASE, 'lib/abi', 'lib/format'],
  'lib/governance': [...BASE, 'lib/abi'],
  'lib/safe': [...BASE, 'lib/abi'],
  'lib/console': CONSOLE,
  'lib/actions': ACTIONS,
  'lib/chain': CHAIN,
  'lib/history': [...CHAIN, 'lib/history'],
  'lib/server': SERVER,
  'lib/react': REACT,
  components: COMPONENTS,
  app: [...COMPONENTS, 'lib/server', 'app'],
  'lib/cli': COMMANDS,
  'contracts/script': ['contracts/script', 'lib/abi', 'lib/deployment', 'lib/math'],
  // What tests and stories share: whatever there is to be tested, and chains to test it on.
  'lib/testing': [...COMPONENTS, ...COMMANDS],
  e2e: [...COMMANDS, 'lib/testing', 'e2e'],
  // Entry points of Next, Playwright and Vitest.
  '.': ['.', 'lib/server', 'lib/deployment', 'lib/cli', 'e2e'],
}

/** Tests, and what they share in a `testing.ts` or in its room, may also start a chain, play the scenario on it and encode calls. */
const ALLOWED_IN_TESTS = ['contracts/script', 'lib/abi', 'lib/cli', 'lib/testing']
const isTest = (file: string): boolean => /(^lib\/testing\/|\.test\.tsx?$|\/testing\.ts$)/.test(file)

type Sources = Readonly<Record<string, string>>

/** The area that a path from the root belongs to: `lib/math`, `contracts/script`, `app`, or `.` for a file at the root. */
function areaOf(file: string): string {
  const [first = '', second = '', ...rest] = file.split('/')
  if (second === '') return '.'
  return ['lib', 'contracts'].includes(first) && (rest.length > 0 || !/\.\w+$/.test(second))
    ? `${first}/${second}`
    : first
}

/** A module without its comments. */
function codeOf(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}

/** Specifiers of all imports of a module: static, dynamic, for effect, of types, and re-exports. */
function importsOf(source: string): string[] {
  const code = codeOf(source)
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
    const area = areaOf(file)
    const allowed = ALLOWED[area]
    if (area === 'lib' && file.endsWith('.test.ts')) return []
    if (allowed === undefined) return [`${file} lies in no known folder`]
    const extra = isTest(file) ? ALLOWED_IN_TESTS : []
    return importsOf(source)
      .map((specifier) => targetOf(file, specifier))
      .filter((target) => target !== null)
      .filter((target) => {
        const forTests = !isTest(file) && area !== 'e2e' && isTest(`${target}.ts`)
        return forTests || ![...allowed, ...extra, area].includes(areaOf(target))
      })
      .map((target) => `${file} → ${target}`)
  })
}

/** A circle of imports between the domain folders, as the areas along it, or null. */
function domainCircle(sources: Sources): string[] | null {
  const edges = new Map<string, Set<string>>()
  for (const [file, source] of Object.entries(sources)) {
    const from = areaOf(file)
    if (!DOMAIN.includes(from) || isTest(file)) continue
    for (const specifier of importsOf(source)) {
      const target = targetOf(file, specifier)
      const to = target === null ? from : areaOf(target)
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

function projectSources(): Sources {
  const isSource = (name: string) => /\.(ts|tsx|mts|mjs)$/.test(name) && !name.endsWith('.d.ts')
  const below = ['app', 'components', 'contracts/script', 'e2e', 'lib'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && isSource(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name)),
  )
  const entryPoints = readdirSync(root).filter(isSource)
  return Object.fromEntries(
    [...below.map((file) => path.relative(root, file).split(path.sep).join('/')), ...entryPoints].map(
      (file) => [file, readFileSync(path.join(root, file), 'utf8')],
    ),
  )
}

describe('the import rule', () => {
  it('holds in the whole project', () => {
    const sources = projectSources()
    expect(Object.keys(sources).length).toBeGreaterThan(50)
    expect(violations(sources)).toEqual([])
    expect(domainCircle(sources)).toBeNull()
  })

  it('knows every folder at the top', () => {
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !LEFT_BEHIND.includes(entry.name))
      .map((entry) => entry.name)
    expect(folders.filter((name) => !TOP_LEVEL.includes(name))).toEqual([])
  })
})

/** Names of our own error classes, by their declarations. */
function errorClasses(sources: Sources): ReadonlySet<string> {
  const names = Object.values(sources).flatMap((source) =>
    [...source.matchAll(/\bclass (\w+) extends (?:\w*Error|BaseError)\b/g)].map(([, name = '']) => name),
  )
  return new Set(names)
}

/**
 * Where an error of ours is told by its class. Next bundles a module into several files, and what is thrown by the copy
 * in one is no instance of the class in another.
 */
function toldByClass(sources: Sources): string[] {
  const own = errorClasses(sources)
  return Object.entries(sources).flatMap(([file, source]) => {
    // The examples below.
    if (file === 'lib/architecture.test.ts') return []
    const told = [...source.matchAll(/\binstanceof\s+(\w+)/g)].map(([, name = '']) => name)
    return told.filter((name) => own.has(name)).map((name) => `${file} instanceof ${name}`)
  })
}

describe('the rule for errors', () => {
  it('holds in the whole project: none of ours is told by its class', () => {
    const sources = projectSources()
    expect([...errorClasses(sources)]).toEqual(
      expect.arrayContaining(['RpcError', 'CliError', 'Uint256Error']),
    )
    expect(toldByClass(sources)).toEqual([])
  })

  it('finds one', () => {
    const thrown = { 'lib/chain/a.ts': 'export class MyError extends Error {}' }
    expect(toldByClass({ ...thrown, 'lib/server/b.ts': 'if (e instanceof MyError) throw e' })).toEqual([
      'lib/server/b.ts instanceof MyError',
    ])
    expect(toldByClass({ ...thrown, 'lib/server/b.ts': 'if (e instanceof Error) throw e' })).toEqual([])
  })
})

describe('the check of the import rule', () => {
  it.each([
    ['app/page.tsx', "import { Limits } from '@/components/limits'"],
    ['components/limits/table.tsx', "import type { Model } from '@/lib/console/model'"],
    ['lib/limits/limit.ts', "import { mulDown } from '@/lib/math'\nimport { key } from '../diamond/key'"],
    ['lib/console/derive.ts', "import 'viem'\nimport { z } from 'zod'"],
    ['lib/limits/limit.test.ts', "import { rateLimitsAbi } from '@/lib/abi'"],
    ['lib/chain/testing.ts', "import { startAnvil } from '@/lib/cli/anvil'"],
    ['lib/chain/review.chain.test.ts', "import { actionCases } from '@/lib/testing/cases'"],
    ['e2e/review.spec.ts', "import { actionCases } from '../lib/testing/cases'"],
    ['lib/testing/opened.ts', "import { verdictOf } from '@/components/actions/verdict'"],
    ['lib/testing/scene.ts', "import { readScenario } from '@/lib/chain/testing'"],
    ['lib/math/wad.ts', "// import { x } from '@/lib/chain'\n/* import '@/app' */"],
    ['proxy.ts', "import { contentSecurityPolicy } from '@/lib/server/csp'"],
  ])('accepts %s with %j', (file, source) => {
    expect(violations({ [file]: source })).toEqual([])
  })

  it.each([
    ['lib/math/wad.ts', "import { read } from '@/lib/chain'", 'lib/chain'],
    ['lib/limits/limit.ts', "import { rateLimitsAbi } from '@/lib/abi'", 'lib/abi'],
    ['lib/limits/limit.ts', "import { amount } from '../format'", 'lib/format'],
    ['lib/console/derive.ts', "export * from '@/lib/actions'", 'lib/actions'],
    ['lib/console/derive.ts', "export { read } from '../chain/reader'", 'lib/chain/reader'],
    ['lib/actions/freeze.ts', "import type {\n  Rpc,\n} from '@/lib/chain/rpc'", 'lib/chain/rpc'],
    ['lib/chain/reader.ts', "import '@/lib/server/service'", 'lib/server/service'],
    ['lib/react/stream.ts', "const service = await import('@/lib/server')", 'lib/server'],
    ['components/frame.tsx', "import { service } from '@/lib/server'", 'lib/server'],
    ['components/frame.tsx', "import Page from '../app/page'", 'app/page'],
    ['app/api/health/route.ts', "import { startAnvil } from '@/lib/cli/anvil'", 'lib/cli/anvil'],
    ['app/page.tsx', "import { rateLimitsAbi } from '@/lib/abi'", 'lib/abi'],
    ['lib/cli/local.ts', "import { Frame } from '@/components/frame'", 'components/frame'],
    ['lib/limits/limit.test.ts', "import { Frame } from '@/components/frame'", 'components/frame'],
    ['lib/chain/reader.ts', "import { chain } from './testing'", 'lib/chain/testing'],
    ['lib/chain/reader.ts', "import { openScene } from '@/lib/testing/scene'", 'lib/testing/scene'],
    ['lib/cli/start.ts', "import { openScene } from '../testing/scene'", 'lib/testing/scene'],
    ['app/page.tsx', "import { actionCases } from '@/lib/testing/cases'", 'lib/testing/cases'],
    ['lib/testing/opened.ts', "import Page from '@/app/page'", 'app/page'],
    ['lib/format/amount.ts', "const { x } = require('../console')", 'lib/console'],
    ['contracts/script/deploy.ts', "import { read } from '@/lib/chain/reader'", 'lib/chain/reader'],
  ])('refuses %s with %j', (file, source, target) => {
    expect(violations({ [file]: source })).toEqual([`${file} → ${target}`])
  })

  it('refuses a folder that the layout does not know', () => {
    expect(violations({ 'lib/utils/x.ts': '' })).toEqual(['lib/utils/x.ts lies in no known folder'])
    expect(violations({ 'lib/helpers.ts': '' })).toEqual(['lib/helpers.ts lies in no known folder'])
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

/**
 * What only one module may touch: parts of a browser that a policy can deny, the clocks of the machine, and the query
 * of an address, which anybody may have written.
 */
const KEEPERS: Readonly<Record<string, RegExp>> = {
  'lib/react/browser.ts':
    /\b(?:localStorage|sessionStorage|indexedDB|caches|cookieStore|BroadcastChannel|EventSource|matchMedia|navigator|Notification|SharedWorker|Worker|requestIdleCallback|execCommand)\b(?!['"])|\bdocument\.cookie\b|\b(?:push|replace)State\b/,
  'lib/react/page-time.ts': /\bperformance\.now\b|\bDate\.now\b|\bnew Date\(\)/,
  'lib/react/address.ts': /\buse(?:SearchParams|Params|SelectedLayoutSegments?)\b/,
}

/** Every use of what has a keeper by somebody else, as `file: what`. */
function unkept(sources: Sources): string[] {
  const inBrowser = Object.entries(sources).filter(
    ([file]) => /^(app\/\(|app\/[^/]*$|components\/|lib\/react\/)/.test(file) && !isTest(file),
  )
  return inBrowser.flatMap(([file, source]) => {
    const code = codeOf(source)
    return Object.entries(KEEPERS).flatMap(([keeper, what]) => {
      const found = keeper === file ? null : what.exec(code)
      return found ? [`${file}: ${found[0]}`] : []
    })
  })
}

describe('what a browser may deny', () => {
  it('is touched in one place, where it says what holds instead', () => {
    expect(unkept(projectSources())).toEqual([])
  })

  it.each([
    ['components/ui/x.tsx', 'window.localStorage.getItem(key)', 'localStorage'],
    ['lib/react/x.ts', 'const { locks } = navigator', 'navigator'],
    ['lib/react/x.ts', 'new BroadcastChannel(name)', 'BroadcastChannel'],
    ['components/x.tsx', "if ('cookieStore' in window) cookieStore.set(x)", 'cookieStore'],
    ['app/error.tsx', 'history.replaceState(null, title)', 'replaceState'],
    ['components/x.tsx', 'const age = performance.now() - seenAt', 'performance.now'],
    ['lib/react/x.ts', "import { useSearchParams } from 'next/navigation'", 'useSearchParams'],
  ])('is found in %s: %s', (file, source, what) => {
    expect(unkept({ [file]: source })).toEqual([`${file}: ${what}`])
  })

  it.each([
    ['lib/react/browser.ts', 'window.localStorage'],
    ['lib/server/x.ts', 'performance.now()'],
    ['components/x.tsx', '// navigator.locks may be missing'],
    ['components/x.test.tsx', 'window.localStorage'],
  ])('is left to %s: %s', (file, source) => {
    expect(unkept({ [file]: source })).toEqual([])
  })
})
