import { type Address, zeroAddress } from 'viem'
import type { StarGuardModel } from '@/lib/console/model/star-guard'
import type { StarRefusal } from '@/lib/governance'
import type { WordsOf } from '../leaf-words'
import { count, duration, flag, moment, plain, told } from '../values'

const refusals: Readonly<Record<StarRefusal, string>> = {
  code: 'refused: its code changed since it was plotted',
  expired: 'refused: its deadline has passed',
  'not-yet': 'refused: the spell says not yet',
  'no-right': 'refused: the SubProxy takes no code from the StarGuard',
}

/** The StarGuard of a Prime. */
export const starGuardWords: WordsOf<StarGuardModel> = {
  subProxy: ['SubProxy of the StarGuard', plain],
  mayRun: ['Right of the StarGuard on the SubProxy', flag('held', 'not held')],
  maxDelay: ['Time that the StarGuard gives a spell', duration],
  pending: ['Pending spell', told<Address>((at) => (at === zeroAddress ? 'none' : at))],
  spell: {
    tag: ['Code plotted of the pending spell', plain],
    deadline: ['Deadline of the pending spell', moment],
    code: {
      hash: ['Code hash of the pending spell', plain],
      size: ['Code size of the pending spell', count('byte')],
    },
    agrees: ['Whether the pending spell says that it may run', flag('yes', 'not yet')],
    intact: ['Code of the pending spell as plotted', flag('yes', 'no')],
    refusal: [
      'Execution of the pending spell',
      told<StarRefusal | null>((why) => (why === null ? 'anyone can execute it' : refusals[why])),
    ],
  },
}
