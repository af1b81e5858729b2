import type { MeaningChange } from '@/lib/actions'
import { plural } from '@/lib/format'
import { type Path, textOf } from '@/lib/leaf/path'
import type { PathWords } from '@/lib/words/describe'

/**
 * One thing that changed about an action, as a sentence.
 * @param wordsFor what a value of the console is called, and how it is told
 * @param titled a title as it is shown
 */
export function meaningWords(
  change: MeaningChange,
  wordsFor: (path: Path) => PathWords | null,
  titled: (title: string) => string,
): string {
  switch (change.what) {
    case 'title':
      return `It was “${titled(change.before)}” and is now “${titled(change.after)}”.`
    case 'undo':
      return `The way back was: ${change.before} It is now: ${change.after}`
    case 'next':
      return `The owners of the Safe: ${change.before} Now: ${change.after}`
    case 'calls':
      return callsWords(countOf(change.before), countOf(change.after))
    case 'consequence':
      return change.after === null ? `No longer: ${change.before}` : `New: ${change.after}`
    case 'value': {
      const words = wordsFor(change.path)
      const text = (leaf: { readonly value: unknown }) => words?.text(leaf.value) ?? String(leaf.value)
      const [before, after] = [change.before, change.after].map((leaf) => (leaf.ok ? text(leaf) : 'unknown'))
      return `${words?.label ?? textOf(change.path)}: ${before} when it was opened, ${after} now. Somebody else set it.`
    }
  }
}

const countOf = (calls: string) => calls.split('\n').filter((line) => line !== '').length

function callsWords(before: number, after: number): string {
  return before === after
    ? 'What would be sent is another transaction than when it was opened.'
    : `It was ${plural(before, 'transaction')} and is now ${plural(after, 'transaction')}.`
}
