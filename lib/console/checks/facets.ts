import { plural } from '@/lib/format'
import { every, map } from '@/lib/leaf'
import type { GeneratorModel } from '../model'
import type { Check } from '../model/check'

export function facetChecks({ id, diamond }: GeneratorModel): readonly Check[] {
  const { length, items } = diamond.facets
  const listed = every([map(length, String), ...items.map(({ selectors }) => map(selectors, String))])
  const nameless = items.filter(
    (facet) => facet.functions.ok && facet.functions.value.some(({ signature }) => signature === null),
  )
  const changed = items.filter(({ since }) => since.ok && since.value.type !== 'deployed')
  const sizes = every([map(length, BigInt), ...items.map(({ code }) => code.size)])
  const selectors = items.flatMap((facet) => (facet.selectors.ok ? facet.selectors.value : []))
  const twice = [...new Set(selectors.filter((selector, index) => selectors.indexOf(selector) !== index))]
  const empty = items.filter(({ code }) => code.size.ok && code.size.value === 0n)
  const has = (count: number) => `${plural(count, 'facet')} of the Diamond ${count === 1 ? 'has' : 'have'}`
  return [
    {
      id: `facets/known/${id}`,
      area: 'facets',
      says: {
        holds: 'Every function of the Diamond is known',
        fails: `${has(nameless.length)} functions that no known interface has`,
      },
      level: 'attention',
      holds: map(listed, () => nameless.length === 0),
      found: map(listed, () =>
        nameless.length === 0
          ? `${plural(selectors.length, 'function')} in ${plural(items.length, 'facet')}.`
          : `${plural(nameless.length, 'facet')} with functions in no known interface: ${nameless.map((facet) => facet.id).join(', ')}.`,
      ),
      expected: 'Each selector belongs to a known interface',
      remedy: 'Find out who added it and what it does before you trust what the relayer can call.',
      shownAt: { page: 'diamond' },
    },
    {
      id: `facets/as-deployed/${id}`,
      area: 'facets',
      says: {
        holds: 'The facets are those of the deployment',
        fails: `${plural(changed.length, 'facet')} of the Diamond changed since the deployment`,
      },
      level: 'notice',
      holds: map(listed, () => changed.length === 0),
      found: map(listed, () =>
        changed.length === 0
          ? 'No facet was added or replaced.'
          : `Since the deployment: ${changed.map(({ id: facet, since }) => `${facet} ${since.ok ? since.value.type : 'unknown'}`).join(', ')}.`,
      ),
      expected: 'The facets of the deployment file',
      remedy: 'See the Diamond page for what each one replaced and the transaction that did it.',
      shownAt: { page: 'diamond' },
    },
    {
      id: `facets/code/${id}`,
      area: 'facets',
      says: { holds: 'Every facet has code', fails: `${has(empty.length)} no code` },
      level: 'critical',
      holds: map(sizes, ([, ...bytes]) => bytes.every((size) => size > 0n)),
      found: map(sizes, ([, ...bytes]) =>
        empty.length === 0
          ? `${bytes.length} of ${bytes.length} have code.`
          : `No code at ${empty.map((facet) => facet.id).join(', ')}.`,
      ),
      expected: 'Code at each facet address',
      remedy: 'Calls to a facet without code succeed and do nothing. Freeze the relayer.',
      shownAt: { page: 'diamond' },
    },
    {
      id: `facets/unique/${id}`,
      area: 'facets',
      says: {
        holds: 'Each selector is served by one facet',
        fails: `${plural(twice.length, 'selector')} of the Diamond ${twice.length === 1 ? 'is' : 'are'} listed more than once`,
      },
      level: 'critical',
      holds: map(listed, () => new Set(selectors).size === selectors.length),
      found: map(listed, () =>
        twice.length === 0
          ? `${plural(selectors.length, 'selector')}, each once.`
          : `By the loupe: ${twice.join(', ')}.`,
      ),
      expected: 'No selector listed twice',
      remedy: 'The loupe contradicts itself: do not rely on what it says.',
      shownAt: { page: 'diamond' },
    },
    ...diamond.interfaces.map(
      ({ id: interfaceId, name, supported }): Check => ({
        id: `facets/interface/${interfaceId}/${id}`,
        area: 'facets',
        says: {
          holds: `The Diamond answers to ${name} (${interfaceId})`,
          fails: `The Diamond denies that it has ${name} (${interfaceId})`,
        },
        level: 'critical',
        holds: supported,
        found: map(supported, (yes) => (yes ? 'Supported.' : 'Not supported.')),
        expected: 'supportsInterface says yes',
        remedy: 'Without it the console cannot introspect the Diamond.',
        shownAt: { page: 'diamond' },
      }),
    ),
  ]
}
