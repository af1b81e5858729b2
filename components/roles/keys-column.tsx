'use client'

import type { Column } from '@/components/ui/table-model'
import { Value } from '@/components/ui/value'
import type { Keys } from '@/lib/console/facts/keys'
import type { Leaf } from '@/lib/leaf'
import { keysWords } from '@/lib/words/powers'
import { told } from './rows'

/** Through how many keys an account acts. Code is read beside the picture, so its reads are not among the picture's. */
export const keysColumn: Column<{ readonly keys: Leaf<Keys> }> = {
  id: 'keys',
  header: 'Through',
  minWidth: '8rem',
  cell: ({ keys }) =>
    keys.ok ? <Value text={keysWords(keys.value)} /> : <Value text={null} reason={keys.reason.message} />,
  text: ({ keys }) => told(keys, keysWords),
  sort: ({ keys }) => (keys.ok ? keysWords(keys.value) : null),
}
