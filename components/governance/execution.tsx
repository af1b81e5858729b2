import { EvidenceText } from '@/components/model/evidence-text'
import { Value } from '@/components/ui/value'
import type { Executable } from '@/lib/console/model/executable'
import { capital } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import { executableWords } from '@/lib/words/executable'

/** Whether anyone can execute what was decided, and what it waits for. Renders nothing for what is not pending. */
export function Execution({ of }: { readonly of: Leaf<Executable | null> }) {
  if (!of.ok) return <Value text={null} reason={of.reason.message} />
  if (of.value === null) return null
  const words = executableWords(of.value)
  return (
    <span className="block" data-execution="">
      <EvidenceText text={`${capital(words)}.`} />
    </span>
  )
}
