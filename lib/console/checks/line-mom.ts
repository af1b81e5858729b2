import { combine, given, map } from '@/lib/leaf'
import { isWired } from '../derive/line-mom'
import type { Unchecked } from '../model'
import type { Check } from '../model/check'

const base = { area: 'governance', level: 'attention', shownAt: { page: 'governance' } } as const

/** Whether a ceiling can be set to 0 at once; none of it where the deployment names no LineMom. */
export function lineMomChecks({ mcd, generators }: Unchecked): readonly Check[] {
  const { lineMom } = mcd
  if (lineMom === null) return []
  const { vat, autoLine, wardOfVat, wardOfAutoLine } = lineMom
  return [
    {
      ...base,
      id: 'line-mom/wired',
      says: {
        holds: 'LineMom can set ceilings of the Vat to 0 and end rules of AutoLine',
        fails: 'LineMom cannot set a ceiling to 0: it is not let by the contracts of this deployment',
      },
      holds: isWired(lineMom, mcd),
      found: combine(
        { vat, autoLine, wardOfVat, wardOfAutoLine: wardOfAutoLine ?? given(false) },
        (read) =>
          `It works on Vat ${read.vat}, ${read.wardOfVat ? 'which lets it' : 'which does not let it'}, and AutoLine ${read.autoLine}, ${read.wardOfAutoLine ? 'which lets it' : 'which does not let it'}.`,
      ),
      expected: 'A ward of the Vat and of AutoLine, which works on both',
      remedy: 'Until governance makes it a ward by spell, a ceiling falls only after the delay of the pause.',
    },
    ...generators.flatMap(({ id, name, debt }): Check[] => {
      const listed = lineMom.ilks.find((one) => one.id === debt.id)?.listed
      return listed === undefined
        ? []
        : [
            {
              ...base,
              id: `line-mom/ilk/${id}`,
              says: {
                holds: `LineMom lists the ilk of ${name}`,
                fails: `LineMom does not list the ilk of ${name}`,
              },
              holds: listed,
              found: map(listed, (is) => `${debt.id} is ${is ? 'listed' : 'not listed'}.`),
              expected: `${debt.id} in LineMom`,
              remedy: `Nobody can set the ceiling of ${name} to 0 without the delay of the pause. Governance adds the ilk by spell.`,
            },
          ]
    }),
  ]
}
