'use client'

import { FileUp } from 'lucide-react'
import { useId, useState } from 'react'
import { Button, buttonLook } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { longestInput } from '@/lib/react/proposal/link'

interface OpenProposalProps {
  /** Reads what somebody handed over. @returns why it is no proposal; null where it is one */
  readonly open: (text: string) => Promise<string | null>
}

/** Where a link is pasted or a file is chosen. */
export function OpenProposal({ open }: OpenProposalProps) {
  const fileId = useId()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const read = async (input: string) => setProblem(await open(input))
  const readFile = async (file: File | undefined) => {
    if (!file) return
    if (file.size > longestInput)
      setProblem(`The file has ${file.size} bytes; a proposal has up to ${longestInput}.`)
    else await read(await file.text().catch(() => ''))
  }
  return (
    <form
      className="space-y-2"
      onSubmit={(event) => {
        event.preventDefault()
        void read(text)
      }}
    >
      <div className="grid items-end gap-x-3 gap-y-2 sm:grid-cols-[1fr_auto_auto]">
        <Field label="Link to a proposal" value={text} onValueChange={setText} />
        <Button
          type="submit"
          className="sm:mb-6"
          reason={text.trim() === '' ? 'Paste a link first.' : undefined}
        >
          Open the link
        </Button>
        <label htmlFor={fileId} className={`${buttonLook()} cursor-pointer sm:mb-6`}>
          <FileUp aria-hidden className="size-4" />
          Open a file
          <input
            id={fileId}
            type="file"
            accept="application/json,.json"
            className="sr-only"
            onChange={({ target }) => {
              void readFile(target.files?.[0])
              target.value = ''
            }}
          />
        </label>
      </div>
      {problem !== null && (
        <Notice tone="red" title="This is no proposal that can be opened here" todo="Ask for it again." alert>
          {problem}
        </Notice>
      )}
    </form>
  )
}
