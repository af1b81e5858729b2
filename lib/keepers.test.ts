import { describe, expect, it } from 'vitest'
import { isTest, projectSources, type Sources, withoutComments } from './testing/sources'

/** Names of our own error classes, by their declarations. */
function errorClasses(sources: Sources): ReadonlySet<string> {
  const names = Object.values(sources).flatMap((source) =>
    [...source.matchAll(/\bclass (\w+) extends (?:\w*Error|BaseError)\b/g)].map(([, name = '']) => name),
  )
  return new Set(names)
}

/**
 * Places where an error of ours is told by its class. Next bundles a module into several files, and an error thrown by
 * one copy is no instance of the class in another copy.
 */
function toldByClass(sources: Sources): string[] {
  const own = errorClasses(sources)
  return Object.entries(sources).flatMap(([file, source]) => {
    // This file holds examples of such places.
    if (file === 'lib/keepers.test.ts') return []
    const told = [...source.matchAll(/\binstanceof\s+(\w+)/g)].map(([, name = '']) => name)
    return told.filter((name) => own.has(name)).map((name) => `${file} instanceof ${name}`)
  })
}

describe('the rule for errors', () => {
  it('finds no place in the project that tells an error of ours by its class', () => {
    const sources = projectSources()
    expect([...errorClasses(sources)]).toEqual(
      expect.arrayContaining(['RpcError', 'CliError', 'Uint256Error']),
    )
    expect(toldByClass(sources)).toEqual([])
  })

  it('finds a place that tells an error by its class', () => {
    const thrown = { 'lib/chain/a.ts': 'export class MyError extends Error {}' }
    expect(toldByClass({ ...thrown, 'lib/server/b.ts': 'if (e instanceof MyError) throw e' })).toEqual([
      'lib/server/b.ts instanceof MyError',
    ])
    expect(toldByClass({ ...thrown, 'lib/server/b.ts': 'if (e instanceof Error) throw e' })).toEqual([])
  })
})

/**
 * What only one module may touch: parts of a browser that a policy can deny, the clocks of the machine, and the query
 * of an address, which anybody may have written.
 */
const KEEPERS: Readonly<Record<string, RegExp>> = {
  'lib/react/page/browser.ts':
    /\b(?:localStorage|sessionStorage|indexedDB|caches|cookieStore|BroadcastChannel|EventSource|matchMedia|navigator|Notification|SharedWorker|Worker|requestIdleCallback|execCommand)\b(?!['"])|\bdocument\.cookie\b|\b(?:push|replace)State\b/,
  'lib/react/page/time.ts': /\bperformance\.now\b|\bDate\.now\b|\bnew Date\(\)/,
  'lib/react/page/address.ts': /\buse(?:SearchParams|Params|SelectedLayoutSegments?)\b/,
}

/** Every use of a guarded API outside the module that keeps it, as `file: what`. */
function unkept(sources: Sources): string[] {
  const inBrowser = Object.entries(sources).filter(
    ([file]) => /^(app\/\(|app\/[^/]*$|components\/|lib\/react\/)/.test(file) && !isTest(file),
  )
  return inBrowser.flatMap(([file, source]) => {
    const code = withoutComments(source)
    return Object.entries(KEEPERS).flatMap(([keeper, what]) => {
      const found = keeper === file ? null : what.exec(code)
      return found ? [`${file}: ${found[0]}`] : []
    })
  })
}

describe('what only one module may touch', () => {
  it('finds no browser API, clock or query outside its keeper', () => {
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
  ])('finds a forbidden use in %s: %s', (file, source, what) => {
    expect(unkept({ [file]: source })).toEqual([`${file}: ${what}`])
  })

  it.each([
    ['lib/react/page/browser.ts', 'window.localStorage'],
    ['lib/server/x.ts', 'performance.now()'],
    ['components/x.tsx', '// navigator.locks may be missing'],
    ['components/x.test.tsx', 'window.localStorage'],
  ])('allows in %s: %s', (file, source) => {
    expect(unkept({ [file]: source })).toEqual([])
  })
})
