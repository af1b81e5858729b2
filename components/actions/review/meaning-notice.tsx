'use client'

import { EvidenceText } from '@/components/model/evidence-text'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { type Action, buildAction, type MeaningChange, retold } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { describePath } from '@/lib/words/describe'
import { meaningWords } from './meaning-words'
import { useActionTitle } from './use-action-title'
import { useOpenReview } from './use-open-review'

interface MeaningNoticeProps {
  readonly action: Action
  readonly model: ConsoleModel
  readonly changed: readonly MeaningChange[]
  /** Called once somebody has read what is new. */
  readonly onRead: () => void
  readonly className?: string | undefined
}

/** What became of an action while its review was open: it may no longer be what it is called. */
export function MeaningNotice({ action, model, changed, onRead, className }: MeaningNoticeProps) {
  const open = useOpenReview()
  const titled = useActionTitle()
  const renamed = retold(action.request, model)
  if (renamed !== null) {
    const title = buildAction(renamed, model, action.from)?.title ?? ''
    return (
      <Notice
        alert
        tone="red"
        className={className}
        title="It no longer does what it is called"
        actions={<Button onClick={() => open(renamed)}>{`Review it as: ${titled(title)}`}</Button>}
      >
        <Lines changed={changed} model={model} />
      </Notice>
    )
  }
  if (changed.length === 0) return null
  return (
    <Notice
      alert
      tone="amber"
      className={className}
      title="It changed since this review was opened"
      actions={<Button onClick={onRead}>I have read what changed</Button>}
    >
      <Lines changed={changed} model={model} />
    </Notice>
  )
}

function Lines({ changed, model }: Pick<MeaningNoticeProps, 'changed' | 'model'>) {
  const titled = useActionTitle()
  return (
    <ul className="space-y-0.5">
      {changed.map((change) => {
        const text = meaningWords(change, (path) => describePath(path, model), titled)
        return (
          <li key={text} className="break-words">
            <EvidenceText text={text} />
          </li>
        )
      })}
    </ul>
  )
}
