import { isWired } from '@/lib/console/derive/line-mom'
import type { McdFacts } from '@/lib/console/facts/primes'
import { plural } from '@/lib/format'
import { combine, every, type Leaf } from '@/lib/leaf'

/** Whether LineMom can set ceilings to 0 now. */
export interface LineMomTold {
  readonly ready: boolean
  /** Of a badge. */
  readonly word: string
  /** A sentence without a full stop. */
  readonly text: string
}

/** Of how many ilks LineMom sets the ceiling to 0, and whether it can; null where the deployment names none. */
export function lineMomWords(mcd: Pick<McdFacts, 'lineMom' | 'addresses'>): Leaf<LineMomTold> | null {
  const { lineMom } = mcd
  if (lineMom === null) return null
  const listed = every(lineMom.ilks.map((ilk) => ilk.listed))
  return combine({ wired: isWired(lineMom, mcd), listed }, (read): LineMomTold => {
    const count = read.listed.filter(Boolean).length
    const all = read.listed.length
    if (!read.wired) {
      return {
        ready: false,
        word: 'Cannot act',
        text: 'The Vat or AutoLine does not let it, or it works on other ones: it sets no ceiling to 0',
      }
    }
    return {
      ready: count > 0,
      word: count > 0 ? 'Ready' : 'Lists nothing',
      text: `It can set the ceilings of ${count} of ${plural(all, 'ilk')} here to 0 at once, without a plan`,
    }
  })
}
