import type { State } from '@/components/ui/state'
import type { Checked, Present } from '@/lib/chain/checked'
import type { SecondOpinion } from '@/lib/chain/second-source'
import { checkedAt, outdatedWords } from './check-age'
import type { Finding } from './finding'

/** What a second source said of the picture that the action was built from. */
export function secondFinding(checked: Checked<SecondOpinion> | null, present: Present): Finding {
  const finding = (state: State, title: string, detail: string | null): Finding => ({
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
      const old = outdatedWords(checked, present)
      const detail = `Hash of ${at}, and ${opinion.reads} values read again through ${opinion.by}.`
      return old === null
        ? finding('ok', 'A second source has the same', detail)
        : finding('unknown', 'A second source had the same', `${old} ${detail}`)
    }
    case 'different':
      return {
        ...finding('wrong', `A second source differs: ${opinion.by}`, `At ${at}: ${opinion.what}.`),
        found: opinion.what,
      }
    case 'could-not-check':
      return finding(
        'unknown',
        'Not compared with a second source',
        `${opinion.by}, at ${at}: ${opinion.problem}`,
      )
  }
}
