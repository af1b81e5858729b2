import type { RelayerFacts, RoleFacts } from '@/lib/console/facts/roles'
import type { WordsOf } from '../leaf-words'
import { count, flag, plain } from '../values'

/** Words for who holds a role, and how many do. */
export const roleWords = (one: string, many: string): WordsOf<RoleFacts> => ({
  members: { length: [many, count('holder')], items: () => ({ account: [one, plain] }) },
})

/** Words for the relayers of a PAU. */
export const relayerWords = ({ freezesIn }: RelayerFacts): WordsOf<RelayerFacts> => ({
  freezesIn: freezesIn && ['FreezeRegistry that is asked whether a relayer is frozen', plain],
  members: {
    length: ['Relayers', count('holder')],
    items: (id) => ({
      account: ['Relayer', plain],
      frozen: [`Freeze of relayer ${id}`, flag('frozen', 'not frozen')],
    }),
  },
})
