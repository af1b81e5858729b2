import { isAddressEqual } from 'viem'
import type { GovernanceModel } from '@/lib/console/model/governance'
import { combine, type Leaf } from '@/lib/leaf'

/** Whether Protego can drop a plan now. */
export interface ProtegoTold {
  readonly ready: boolean
  /** Of a badge. */
  readonly word: string
  /** A sentence without a full stop. */
  readonly text: string
}

/** Whether a plan can be dropped through Protego, and what it takes; null where the deployment names none. */
export function protegoWords({
  addresses: { protego, pause },
  hat,
  protegoPause,
}: Pick<GovernanceModel, 'addresses' | 'hat' | 'protegoPause'>): Leaf<ProtegoTold> | null {
  if (protego === null || protegoPause === null || hat === null || pause === null) return null
  return combine({ hat, of: protegoPause }, (read): ProtegoTold => {
    if (!isAddressEqual(read.of, pause)) {
      return {
        ready: false,
        word: 'Of another pause',
        text: `It drops plans of ${read.of}, not of this pause`,
      }
    }
    return isAddressEqual(read.hat, protego)
      ? { ready: true, word: 'Elected', text: 'It wears the hat: anyone drops any pending plan through it' }
      : {
          ready: false,
          word: 'Not elected',
          text: 'It drops plans of this pause as soon as votes lift it to the hat; until then it cannot',
        }
  })
}
