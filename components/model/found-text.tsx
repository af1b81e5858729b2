'use client'

import { Disclosure } from '@/components/ui/disclosure'
import { EvidenceText } from './evidence-text'

/** Of what was found so much is shown at once: what a contract lists may be long [characters]. */
const MOST = 320

/** What a check found; of a long text its beginning, and all of it behind a press. */
export function FoundText({ text }: { readonly text: string }) {
  const start = beginningOf(text)
  if (start === text) return <EvidenceText text={text} />
  return (
    <>
      <EvidenceText text={`${start} …`} />
      <Disclosure summary="All of it">
        <EvidenceText text={text} />
      </Disclosure>
    </>
  )
}

/** The text where it is short, else its whole sentences, or words, that fit. */
export function beginningOf(text: string): string {
  if (text.length <= MOST) return text
  const fitting = text.slice(0, MOST)
  const sentence = fitting.lastIndexOf('. ')
  if (sentence > 0) return fitting.slice(0, sentence + 1)
  const word = fitting.lastIndexOf(' ')
  return word > 0 ? fitting.slice(0, word) : fitting
}
