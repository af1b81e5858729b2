import type { Hex } from 'viem'
import type { State } from '@/components/ui/state'
import { isForeign, type Saying } from '@/lib/chain/track'
import type { Difference } from '@/lib/chain/track/sent'
import { ended, formatDuration, formatExact, plural } from '@/lib/format'
import {
  type Dialogue,
  type Evidence,
  isProven,
  type Proposed,
  type RunCall,
  settledDepth,
  wasDenied,
} from '@/lib/react/run'

/** Where one transaction stands, in a word and a sentence. */
export interface StatusWords {
  readonly word: string
  readonly detail: string
  /** `active`: under way, no state of the law of colour yet. */
  readonly state: State | 'active'
}

export interface StatusContext {
  /** By the clock of the browser [ms]. */
  readonly now: number
  /** What else than a transaction the console knows under a hash: "a transaction of Freezer Safe". */
  readonly knownAs: (hash: Hex) => string | null
}

/** Every state of a transaction in words. None is final: a later look at the chain may find another. */
export function statusWords(
  call: Pick<RunCall, 'dialogue' | 'evidence'>,
  context: StatusContext,
): StatusWords {
  const { dialogue, evidence } = call
  if (evidence) return evidenceWords(evidence, call, context)
  switch (dialogue.state) {
    case 'waiting':
      return { word: 'Not sent yet', detail: 'It follows the transaction before it.', state: 'idle' }
    case 'held':
      return { word: 'Not asked', detail: `The wallet was not asked. ${dialogue.problem}`, state: 'unknown' }
    case 'checking':
      return {
        word: 'Checked anew',
        detail: 'What it does now is simulated before the wallet is asked.',
        state: 'active',
      }
    case 'signing':
      return {
        word: 'In the wallet',
        detail: 'Confirm it in the wallet, or reject it there.',
        state: 'active',
      }
    case 'rejected':
      return { word: 'Rejected', detail: `${deniedText(dialogue)} ${unseenText}`, state: 'idle' }
    case 'refused':
      return {
        word: 'Not sent, says the wallet',
        detail: `${deniedText(dialogue)} ${unseenText}`,
        state: 'unknown',
      }
    case 'not-sent':
      return { word: 'Not sent', detail: dialogue.problem, state: 'unknown' }
    case 'unclear':
      return { word: 'Not known whether it was sent', detail: dialogue.problem, state: 'unknown' }
    case 'superseded':
      return { word: 'Superseded', detail: 'A later review of the same took its place.', state: 'idle' }
    case 'submitted':
      return dialogue.proposed
        ? proposedWords(dialogue.proposed)
        : { word: 'Sent', detail: 'Waiting for a block.', state: 'active' }
  }
}

function evidenceWords(
  evidence: Evidence,
  call: Pick<RunCall, 'dialogue'>,
  context: StatusContext,
): StatusWords {
  switch (evidence.state) {
    case 'pending':
      return {
        word: 'Sent',
        detail: `Waiting for a block; ${named(evidence.by)} ${evidence.by.length === 1 ? 'knows' : 'know'} it.${goneWords(evidence)}${allTheSame(call)}${isRejected(call) ? ' Another transaction with its nonce can still take its place.' : ''}`,
        state: 'active',
        ...(isRejected(call) ? rejectedAndWaiting : {}),
      }
    case 'missing':
      return missingWords(evidence, call, context)
    case 'mined':
      return minedWords(evidence, call)
    case 'reverted':
      return {
        word: 'Reverted',
        detail: `${blockWords(evidence)}, without any effect: ${evidence.reason}.${saidOtherwise(evidence.against)}${allTheSame(call)}`,
        state: 'wrong',
      }
    case 'other':
      return otherWords(evidence)
    case 'replaced':
      return replacedWords(evidence)
    case 'enclosed':
      return enclosedWords(evidence, call)
  }
}

type Of<S extends Evidence['state']> = Extract<Evidence, { state: S }>

/** What a Safe as the wallet was given: its owners still have to sign it, and nothing is so before. */
function proposedWords({ nonce }: Proposed): StatusWords {
  const later =
    'Its owners sign it in the Safe interface; nothing happens before. It is looked for as long as it is listed.'
  return nonce === null
    ? {
        word: 'Proposed, not compared',
        detail: `The Safe interface answered a safeTxHash that is not one of just these calls near the nonce of the Safe: compare what it shows before anybody signs. ${later}`,
        state: 'unknown',
      }
    : {
        word: 'Proposed',
        detail: `The safeTxHash is that of just these calls at nonce ${nonce}. ${later}`,
        state: 'active',
      }
}

/** Until then a transaction that no node knows is merely on its way [ms]. */
const patience = 60_000

function missingWords(
  evidence: Of<'missing'>,
  { dialogue }: Pick<RunCall, 'dialogue'>,
  { now, knownAs }: StatusContext,
): StatusWords {
  const others =
    evidence.others.length === 0
      ? ''
      : ` The account sent something else since: ${evidence.others.join(', ')}.`
  if (wasDenied(dialogue)) {
    const { word, state } = statusWords({ dialogue, evidence: null }, { now, knownAs })
    const none = `The account has sent nothing in a block since, by ${named(evidence.by)}; it is still looked for.`
    const waiting = waitingWords(evidence)
    return {
      ...{ word, detail: `${deniedText(dialogue)}${others === '' ? ` ${none}` : others}${waiting}` },
      state: others === '' && waiting === '' ? state : 'unknown',
    }
  }
  if (dialogue.state !== 'submitted') {
    const problem = 'problem' in dialogue ? dialogue.problem : ''
    const none = others === '' ? ' The account has sent nothing in a block since.' : others
    const detail = `${problem}${none}${waitingWords(evidence)}`
    return { word: 'Not known whether it was sent', detail, state: 'unknown' }
  }
  if (dialogue.proposed) return proposedWords(dialogue.proposed)
  const known = knownAs(dialogue.hash)
  if (known !== null) {
    return {
      word: 'Not a transaction yet',
      detail: `The wallet answered the hash of ${known}, which no node knows as a transaction. It happens once that is executed.`,
      state: 'unknown',
    }
  }
  const waited = now - (evidence.unseenSince ?? now)
  const by = `Not known to ${named(evidence.by)}.`
  if (waited < patience) {
    return { word: 'Sent, not seen yet', detail: `${by}${goneWords(evidence)}${others}`, state: 'active' }
  }
  return {
    word: `Not seen yet, for ${formatDuration(BigInt(Math.floor(waited / 1000)))}`,
    detail: `${by} It may still be on its way, or have been dropped, or its hash is no transaction's: smart accounts, Safes and private relays answer a hash of their own. It is looked for as long as it is listed.${goneWords(evidence)}${others}`,
    state: 'unknown',
  }
}

/** A mined transaction need not have done what a Safe was to execute: the events of the Safe tell. */
function minedWords(evidence: Of<'mined'>, call: Pick<RunCall, 'dialogue'>): StatusWords {
  const { by, against, silent, depth, execution, unproven } = evidence
  const block = blockWords(evidence)
  const hash = hashWords(evidence, call)
  if (against.length > 0) {
    return {
      word: 'Disputed',
      detail: `${block} by ${named(by)}.${saidOtherwise(against)} One of them does not tell the truth, or follows another branch.`,
      state: 'wrong',
    }
  }
  if (execution === 'failure') {
    return {
      word: 'Failed in the Safe',
      detail: `${block}. The Safe took it and its call failed: nothing of it happened, and its nonce is used.`,
      state: 'wrong',
    }
  }
  if (execution === 'absent') {
    return {
      word: 'Mined, not seen executed',
      detail: `${block}, and no event of the Safe tells of this transaction.`,
      state: 'unknown',
    }
  }
  const word = execution === 'success' ? 'Executed' : 'Mined'
  const again = againWords(evidence)
  if (again !== '') {
    return {
      word: `${word}, and sent again`,
      detail: `${block}, by ${named(by)}.${again}${hash}`,
      state: 'wrong',
    }
  }
  if (unproven !== null)
    return { word: `${word}, not compared`, detail: `${block}. ${unproven}`, state: 'unknown' }
  const executed = execution === 'success' ? ', by the event of the Safe' : ''
  if (by.length < 2) {
    const others =
      silent.length === 0
        ? 'No second source could be asked.'
        : silent.map(({ by: who, says }) => `${who}: ${ended(says)}`).join(' ')
    return {
      word: `${word}, by one source only`,
      detail: `${block}${executed}. Only ${named(by)} says so. ${others}${hash}`,
      state: 'unknown',
    }
  }
  if (isRejected(call)) {
    return {
      word: `${word}, though rejected`,
      detail: `${block}${executed}, by ${named(by)}.${hash}`,
      state: 'wrong',
    }
  }
  const deep =
    depth >= settledDepth
      ? `${formatExact(depth, 0)} blocks deep.`
      : `${formatExact(depth, 0)} of ${settledDepth} blocks deep: until then it is looked at again.`
  return { word, detail: `${block}${executed}, by ${named(by)}. ${deep}${hash}`, state: 'ok' }
}

/** Whether the wallet said that its owner rejected the call. */
const isRejected = ({ dialogue }: Pick<RunCall, 'dialogue'>): boolean =>
  dialogue.state === 'rejected' || (dialogue.state === 'superseded' && wasDenied(dialogue))

const rejectedAndWaiting = { word: 'Sent, though rejected', state: 'wrong' } as const

/** Other waiting transactions of the account, which nobody can identify. */
function waitingWords({ waiting = 0, by }: Of<'missing'>): string {
  if (waiting === 0) return ''
  const one = waiting === 1
  return ` ${plural(waiting, 'transaction')} of the account ${one ? 'waits' : 'wait'} for a block at ${named(by)}, which does not show ${one ? 'it' : 'them'}: look in the wallet.`
}

/** Further transactions that do the same, though it was signed once. */
function againWords({ again = [] }: Of<'mined'>): string {
  if (again.length === 0) return ''
  const times = again.length === 1 ? 'once more' : `${again.length} more times`
  return ` The account sent the same ${times}, ${named(again)}: what it does is done as often. In no block yet, it can still be replaced in the wallet.`
}

const unseenText = 'Nobody has looked yet whether it was sent all the same.'

/** What the wallet says of it. */
function deniedText(dialogue: Dialogue): string {
  if (dialogue.state === 'superseded') {
    return 'The wallet said that it was not sent, and a later review of the same took its place.'
  }
  return 'problem' in dialogue ? dialogue.problem : 'The wallet says that it was rejected there.'
}

/** Said of what was sent although the wallet denies it. */
function allTheSame({ dialogue }: Pick<RunCall, 'dialogue'>): string {
  if (!wasDenied(dialogue)) return ''
  return ` ${deniedText(dialogue)} It was sent all the same, and found by the nonce of the account.`
}

function hashWords({ hash }: Of<'mined'>, { dialogue }: Pick<RunCall, 'dialogue'>): string {
  if (wasDenied(dialogue)) return allTheSame({ dialogue })
  if (dialogue.state === 'unclear')
    return ' The wallet gave no hash of it; it was found by the nonce of the account.'
  if (dialogue.state !== 'submitted' || dialogue.hash === hash) return ''
  return ' It has another hash than the wallet answered first: the same was sent again with another fee.'
}

function otherWords({ differences, block }: Of<'other'>): StatusWords {
  const where = block === null ? 'in no block yet' : `in block ${formatExact(block.number, 0)}`
  const [sender] = differences.filter(({ part }) => part === 'sender')
  if (sender && isForeign(differences)) {
    return {
      word: 'Not your transaction',
      detail: `The hash that the wallet answered is that of a transaction of ${sender.found}, ${where}. Whether yours was sent is not known; the nonce of your account is watched.`,
      state: 'wrong',
    }
  }
  const parts = differences.map(
    ({ part, handed, found }) => `${part} ${shown(part, found)} in the place of ${shown(part, handed)}`,
  )
  return {
    word: 'Not what was signed',
    detail: `The wallet sent something else than it was given, ${where}: ${parts.join('; ')}.`,
    state: 'wrong',
  }
}

/** Calldata that is longer is cut: the transaction itself is a press away. */
const longestShown = 140

function shown(part: Difference['part'], text: string): string {
  if (part === 'value') return `${formatExact(BigInt(text), 0)} wei`
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
}

function replacedWords({ nonce, with: { hash, kind } }: Of<'replaced'>): StatusWords {
  return kind === 'cancelled'
    ? {
        word: 'Cancelled',
        detail: `An empty transaction of the account to itself took its nonce ${nonce}: ${hash}. Nothing of this happens.`,
        state: 'unknown',
      }
    : {
        word: 'Replaced',
        detail: `Another transaction of the account took its nonce ${nonce} and does something else: ${hash}.`,
        state: 'unknown',
      }
}

function enclosedWords(
  { kind, hash, block, success, by }: Of<'enclosed'>,
  { dialogue }: Pick<RunCall, 'dialogue'>,
): StatusWords {
  if (isProven(dialogue)) {
    const where = `In block ${formatExact(block.number, 0)}, by ${named(by)}: the Safe tells the safeTxHash of just these calls. The transaction ${hash} carried it.`
    if (success && by.length < 2) {
      return { word: 'Executed, by one source only', detail: where, state: 'unknown' }
    }
    return success
      ? { word: 'Executed', detail: where, state: 'ok' }
      : {
          word: 'Failed in the Safe',
          detail: `${where} Its call failed: nothing of it happened, and its nonce is used.`,
          state: 'wrong',
        }
  }
  const carried = `The hash is that of a ${kind}. The transaction ${hash} carried it, in block ${formatExact(block.number, 0)}, by ${named(by)}.`
  return success
    ? {
        word: 'Done inside another transaction',
        detail: `${carried} Its bytes are not compared.`,
        state: 'unknown',
      }
    : { word: 'Failed inside another transaction', detail: carried, state: 'wrong' }
}

const blockWords = ({ block }: Of<'mined' | 'reverted'>) => `In block ${formatExact(block.number, 0)}`

const goneWords = ({ gone }: Evidence) =>
  gone ? ` It was in block ${formatExact(gone.number, 0)}, which is no longer there.` : ''

const heard = (sayings: readonly Saying[]) => sayings.map(({ by, says }) => `${by} ${says}.`).join(' ')

const saidOtherwise = (against: readonly Saying[]) => (against.length === 0 ? '' : ` ${heard(against)}`)

/** "this console's server, node.example and Test wallet". */
export function named(by: readonly string[]): string {
  return by.length < 2 ? (by[0] ?? 'nobody') : `${by.slice(0, -1).join(', ')} and ${by.at(-1)}`
}
