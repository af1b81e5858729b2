import { type Address, type Hex, keccak256, size, zeroAddress } from 'viem'
import type { DropSpellFacts } from '@/lib/console/facts/governance'
import type { Executable } from '@/lib/console/model/executable'
import type { GovernanceModel, PauseModel, PlanModel, SpellModel } from '@/lib/console/model/governance'
import type { PlanState } from '@/lib/governance'
import { executableWords } from '../executable'
import { labelled, type WordsOf } from '../leaf-words'
import { count, duration, flag, moment, plain, told } from '../values'
import type { DescribeContext } from './context'

const address = told<Address>((at) => (at === zeroAddress ? 'none' : at))
const yes = flag('yes', 'no')
/** Calldata can be long; two are the same where their hashes are. */
const calldata = told<Hex>((data) => `${size(data)} bytes of the hash ${keccak256(data)}`)

export const planStateWords: Readonly<Record<PlanState, string>> = {
  waiting: 'waiting',
  ready: 'its delay is over',
  executed: 'executed',
  dropped: 'dropped',
  ended: 'executed or dropped',
}

/** Whether and when anyone can execute a decision that is pending. */
export const executableTold = told<Executable | null>((found) =>
  found === null ? 'not pending' : executableWords(found),
)

const pauseWords: WordsOf<PauseModel> = {
  delay: ['Delay of the pause', duration],
  proxy: ['Proxy of the pause', address],
  owner: ['Owner of the pause', address],
  authority: ['Authority of the pause', address],
  plans: (id) => labelled(planWords, (label) => `Plan ${id}, ${label}`),
}

const spellWords: WordsOf<SpellModel> = {
  officeHours: ['office hours, as its spell says', flag('kept', 'none')],
  nextCastTime: ['next time to cast, as its spell says', moment],
  expiration: ['end of scheduling, as its spell says', moment],
  castableFrom: ['next time to cast, by the office hours of its spell', moment],
  consistent: ['what its spell says of its times', flag('consistent', 'contradicts itself')],
}

const planWords: WordsOf<PlanModel> = {
  plotted: ['plotted', yes],
  code: { hash: ['code hash', plain], size: ['code size', count('byte')] },
  state: ['state', told<PlanState>((state) => planStateWords[state])],
  intact: ['code as decided', yes],
  executable: ['execution', executableTold],
  spell: spellWords,
}

const dropSpellWords = (id: Address): WordsOf<DropSpellFacts> => ({
  created: [`Drop spell ${id}`, flag('created', 'not created')],
  drops: {
    action: [`Code of the plan that drop spell ${id} drops`, address],
    tag: [`Code hash of the plan that drop spell ${id} drops`, plain],
    sig: [`Calldata of the plan that drop spell ${id} drops`, calldata],
    eta: [`Eta of the plan that drop spell ${id} drops`, moment],
  },
})

/** Words for the contracts of governance. */
export const governanceWords = ({ nameOf }: DescribeContext): WordsOf<GovernanceModel> => ({
  hat: ['Hat of the Chief', address],
  protegoPause: ['Pause of Protego', address],
  pause: pauseWords,
  dropSpells: (id) => dropSpellWords(id),
  allowlist: {
    enforced: ['Allowlist of facets', flag('enforced', 'switched off')],
    ofDiamonds: (id) => ({ list: [`Allowlist of ${nameOf(id)}`, address] }),
  },
})
