import type { Run, RunCall } from '.'

/** A run whose tab is gone: its wallet may have sent what it was asked for. */
export function orphaned(run: Run): Run {
  const problem =
    'The page was left while the wallet was asking, so it may have been sent. Look in the wallet before you sign it again.'
  const calls = run.calls.map((call) => {
    if (call.dialogue.state === 'checking')
      return { ...call, dialogue: { state: 'held', problem: left } as const }
    return call.dialogue.state === 'signing'
      ? { ...call, dialogue: { state: 'unclear', problem } as const }
      : call
  })
  return { ...run, calls }
}

const left = 'The page was left before that.'

/** What this tab saw stays, as long as the transaction is the same. */
export function withEvidence(run: Run, known: Run): Run {
  const calls = run.calls.map((call, index) => {
    const before = known.calls[index]
    const same = before && before.data === call.data && hashIn(before) === hashIn(call)
    return same ? { ...call, evidence: before.evidence } : call
  })
  return { ...run, calls }
}

const hashIn = ({ dialogue }: RunCall) => (dialogue.state === 'submitted' ? dialogue.hash : null)
