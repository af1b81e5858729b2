import type { VerdictInput } from '@/components/actions/review/finding'
import { verdictOf } from '@/components/actions/review/verdict'
import type { Action, ReadBack } from '@/lib/actions'
import type { CodeCheck } from '@/lib/chain/code'
import type { Checked, Present } from '@/lib/chain/read/checked'
import type { Review } from '@/lib/chain/review'
import type { ConditionsCheck, SimulatedFinding } from '@/lib/chain/review/finding'
import type { SecondOpinion } from '@/lib/chain/second'
import type { Conditions } from '@/lib/chain/simulate/conditions'
import type { JudgedDiff } from '@/lib/console/diff'
import type { ConsoleModel } from '@/lib/console/model'
import { given, unknown } from '@/lib/leaf'
import { storedPath } from '@/lib/leaf/path'

export const from = '0x0000000000000000000000000000000000000051'
export const failed = unknown({ kind: 'reverted', message: 'The call reverted.' })

const call = { to: from, data: '0x12345678', value: 0n } as const

/** An action of one call that whoever holds the right may sign. */
export const action = (changes: Partial<Action> = {}): Action => ({
  request: { kind: 'pause-timelock', unit: from },
  title: 'Pause the timelock',
  emergency: true,
  from,
  calls: [call],
  permission: {
    id: 'right',
    says: { holds: 'It may', fails: 'It may not' },
    holds: given(true),
    weight: 'blocks',
  },
  requirements: [],
  effects: [],
  events: [],
  afterwards: 'No relayer can operate the Generator.',
  disables: [],
  undo: '',
  ...changes,
})
/** An act that is never barred by a doubt, and one that is. */
export const emergency = action()
export const ordinary = action({ emergency: false })

/** What a simulation changed: all as stated, one stated change missing, one change too many. */
export const asStated: JudgedDiff = { effects: [], consequences: [], unexpected: [] }
export const lie: JudgedDiff = {
  ...asStated,
  effects: [{ effect: { path: storedPath('a'), after: 'gone' }, change: null, verdict: 'did-not-happen' }],
}
export const surprise: JudgedDiff = {
  ...asStated,
  unexpected: [{ path: storedPath('b'), before: null, after: given(1n), read: true }],
}

export const conditions: Conditions = {
  ...{ number: 2n, time: 2n, baseFee: 1n, tip: 1n, gasLimit: 1n },
  ...{ coinbase: from, prevrandao: '0x02' },
}
export const asElsewhere: ConditionsCheck = {
  ...{ first: conditions, second: conditions, problem: null, differences: [], isWrong: false, ether: true },
}
export const rightCode: CodeCheck = {
  contracts: [{ address: from, verdict: 'known', hash: '0x03', by: 'the deployment file' }],
  problems: [],
}

/** What the check found; the models are not looked at. */
export const before = {} as ConsoleModel
export const simulated = (of: Action, diff = asStated): Review & SimulatedFinding => ({
  action: of,
  before,
  state: 'simulated',
  by: 'node',
  simulatedFrom: before,
  after: before,
  diff,
  gasUsed: 1n,
  at: { number: 1n, hash: '0x01', parentHash: '0x00', timestamp: 1n },
  events: { emitted: [], missing: [] },
  compared: { values: 1, unread: 0 },
  conditions: asElsewhere,
  code: rightCode,
  shortfalls: [],
})
export const would = (of: Action): Review => ({
  action: of,
  before,
  state: 'would-revert',
  by: 'node',
  call: 0,
  reason: 'Pausable: paused',
})
export const dryRun = (of: Action): Review => ({
  action: of,
  before,
  state: 'dry-run',
  by: 'node',
  why: 'not offered',
  code: rightCode,
})
export const nothing = (of: Action): Review => ({
  action: of,
  before,
  state: 'could-not-check',
  problem: 'no answer',
})

/** What the bytes say: what was asked for, and something else. */
export const good: readonly ReadBack[] = [{ call, decoded: null, faults: [] }]
export const bad: readonly ReadBack[] = [{ call, decoded: null, faults: ['It calls stop().'] }]

/** Block 100 was mined at second 1,000, and blocks come every 12 seconds. */
export const blockAt = (number: bigint) =>
  ({
    number,
    hash: `0x${number.toString(16)}`,
    parentHash: '0x',
    timestamp: 1_000n + (number - 100n) * 12n,
  }) as const
export const present: Present = { block: blockAt(100n), time: 1_003n, blockTimeSeconds: 12 }
/** Something that was checked at a block. */
export const at = <T>(value: T, number = 100n): Checked<T> => ({ value, block: blockAt(number) })

export const compared = { first: 'node', by: 'wallet' } as const
export const range = { from: 0n, to: 1n } as const

export type Changes = Partial<Omit<VerdictInput, 'review' | 'secondOpinion'>> & {
  readonly review?: Review | null
  readonly secondOpinion?: SecondOpinion | null
  /** The block of the model and of the check. */
  readonly checkedAt?: bigint
}

/** The verdict on an action that was checked in every way at the block of the present, but for the changes. */
export const judge = (of: Action, changes: Changes = {}) => {
  const same = { state: 'same', ...compared, reads: 100, codes: 1, gaps: [], logs: range } as const
  const { review = simulated(of), secondOpinion = same, checkedAt, ...rest } = changes
  return verdictOf({
    action: of,
    readBack: good,
    review: review && at(review, checkedAt),
    secondOpinion: secondOpinion && at(secondOpinion, checkedAt),
    chain: { expected: 1, found: 1 },
    present,
    dissent: null,
    changed: [],
    ...rest,
  })
}
/** What has to be confirmed by typing. */
export const textsOf = ({ confirm }: ReturnType<typeof judge>) => confirm.map(({ text }) => text)
/** How one finding of a verdict is shown. */
export const stateOf = (verdict: ReturnType<typeof judge>, id: string) =>
  verdict.findings.find((finding) => finding.id === id)?.state
