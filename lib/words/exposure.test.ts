import { describe, expect, it } from 'vitest'
import type { Exposure } from '@/lib/console/cutover/exposure'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { exposureSentence, keyWords } from './exposure'
import { inFull } from './limits'

const unread = unknown({ kind: 'reverted', message: 'The call reverted.' })
const at = (n: number): Exposure['controller'] => `0x${String(n).padStart(40, '0')}`
const one = (n: number, before: Leaf<boolean>, after: Leaf<boolean>): Exposure => ({
  ...{ id: `x/${n}`, controller: at(n), name: 'Spark', prime: 'spark', stranger: false },
  ...{ before, after, keys: [] },
})

describe('how many can move funds', () => {
  it('says that a freeze leaves none, only where that is known of each', () => {
    expect(exposureSentence([one(1, given(true), given(false))])).toBe(
      '1 controller can move funds now; after a freeze none can',
    )
    expect(exposureSentence([one(1, unread, unread)])).toBe(
      '0 controllers can move funds now, of 1 it is not known; after a freeze 0 can, of 1 it is not known',
    )
  })

  it('counts a controller once, however many ALMProxies it controls', () => {
    const diamond = [one(1, given(false), given(false)), one(1, given(true), unread), one(1, unread, unread)]
    expect(exposureSentence(diamond)).toBe(
      '1 controller can move funds now; after a freeze 0 can, of 1 it is not known',
    )
    const open = [one(1, unread, given(true)), one(1, given(false), unread)]
    expect(exposureSentence(open)).toBe(
      '0 controllers can move funds now, of 1 it is not known; after a freeze 1 can',
    )
  })

  it('counts whom no freeze removes', () => {
    const all = [one(1, given(true), given(false)), { ...one(2, given(true), given(true)), stranger: true }]
    expect(exposureSentence(all)).toBe('2 controllers can move funds now; after a freeze 1 can')
  })
})

describe('what a key is called that is none that is read', () => {
  it('tells what else a controller can do from what an unknown one can', () => {
    expect(keyWords({ stranger: false }, { limit: null }, inFull)).toBe('Whatever else it can do')
    expect(keyWords({ stranger: true }, { limit: null }, inFull)).toBe('Anything: not a known controller')
  })
})
