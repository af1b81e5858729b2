import type { State } from '@/components/ui/state'
import type { Checked, Present } from '@/lib/chain/read/checked'
import type { SecondOpinion } from '@/lib/chain/second'
import { checkedAt, outdatedWords } from './check-age'
import type { ReviewFinding } from './finding'

/** What a second source said of the picture that the action was built from; both are named. */
export function secondFinding(checked: Checked<SecondOpinion> | null, present: Present): ReviewFinding {
  const finding = (state: State, title: string, detail: string | null): ReviewFinding => ({
    id: 'second-source',
    state,
    title,
    detail,
  })
  if (checked === null) return finding('unknown', 'Not compared with a second source yet', null)
  const { value: opinion } = checked
  const at = checkedAt(checked, present)
  switch (opinion.state) {
    case 'same': {
      const { first, by, reads, codes, logs, gaps } = opinion
      const compared = `Read through ${first}; again through ${by}: the hash of ${at}, ${reads} values, ${codes} codes, and the logs of blocks ${logs.from} to ${logs.to}.`
      const old = outdatedWords(checked, present)
      if (old !== null) return finding('unknown', 'A second source had the same', `${old} ${compared}`)
      return gaps.length === 0
        ? finding('ok', 'A second source has the same', compared)
        : finding(
            'unknown',
            'A second source has the same, as far as it could be asked',
            `${compared} But ${gaps.join('; ')}.`,
          )
    }
    case 'different':
      return {
        ...finding(
          'wrong',
          `A second source differs: ${opinion.by}`,
          `At ${at}. Read through ${opinion.first}; again through ${opinion.by}: ${opinion.what}.`,
        ),
        found: opinion.what,
      }
    case 'could-not-check':
      return finding(
        'unknown',
        'Not compared with a second source',
        `At ${at}. Read through ${opinion.first}; ${opinion.by}: ${opinion.problem}`,
      )
    case 'none':
      return finding(
        'unknown',
        'No second source',
        `Read through ${opinion.first}, at ${at}, and there is no other source to ask.`,
      )
  }
}
