import type { ReactNode } from 'react'

interface PageHeaderProps {
  /** The noun of the navigation: "Limits". */
  readonly noun: string
  /** The answer to the page's question: one sentence with the number. */
  readonly answer: ReactNode
  /** One more line, where the sentence needs a base or a reason. */
  readonly detail?: ReactNode
  /** At the right: export, a link to this block. */
  readonly actions?: ReactNode
}

/** Heading of a page. It is the answer, not a title. */
export function PageHeader({ noun, answer, detail, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
      <div className="min-w-0 max-w-[56rem]">
        <h1>
          <span className="block font-medium text-muted text-sm">
            {noun}
            <span className="sr-only">: </span>
          </span>
          <span className="mt-1 block text-balance font-semibold text-lg tracking-tight md:text-xl">
            {answer}
          </span>
        </h1>
        {detail !== undefined && <div className="mt-1.5 text-muted">{detail}</div>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}
