import type { Address } from 'viem'
import type { FreezeFacts, GuardianFacts } from '@/lib/console/facts/guardians'
import type { WordsOf } from '../leaf-words'
import type { NameOf } from '../limits'
import { count, flag, plain, told } from '../values'

const addresses = told<readonly Address[]>((list) => list.join(', ') || 'none')

/** Words for the council of guardians. */
export const guardianWords = (nameOf: NameOf): WordsOf<GuardianFacts> => ({
  members: ['Guardians', addresses],
  threshold: ['Guardians needed to lift a freeze', count('guardian')],
  beamState: ['BeamState of the council of guardians', plain],
  freezeRegistry: ['FreezeRegistry of the council of guardians', plain],
  timelock: ['Timelock of the council of guardians', plain],
  wardOfBeamState: ['Council of guardians as ward of BeamState', flag('yes', 'no')],
  wardOfRegistry: ['Council of guardians as ward of the FreezeRegistry', flag('yes', 'no')],
  wards: (id) => ({ active: [`${nameOf(id)} as ward of the FreezeRegistry`, flag('yes', 'no')] }),
  canceller: ['Council of guardians may cancel in the timelock', flag('yes', 'no')],
  beams: (id) => freezeWords(nameOf(id)),
})

/** The freeze of an account, and what it took. */
export const freezeWords = (account: string): WordsOf<FreezeFacts> => ({
  frozen: [`Freeze of ${account} by a guardian`, flag('frozen', 'not frozen')],
  votesToLift: [`Votes to lift the freeze of ${account}`, count('vote')],
  taken: {
    roles: [`Roles in BeamState that a lift gives back to ${account}, one bit each`, plain],
    rateLimits: [`RateLimits that a lift pairs ${account} with`, addresses],
    controllers: [`Controllers that a lift pairs ${account} with`, addresses],
  },
})
